package waybill.delivery;

import java.time.Instant;
import java.util.List;

/**
 * What the endpoint's certificate says of itself, for the words of a certificate fault.
 *
 * @param names the DNS names and addresses it is for (RFC 5280 §4.2.1.6); empty if it has none
 */
public record ServerCertificate(String subject, String issuer, Instant notBefore, Instant notAfter, List<String> names) {}
