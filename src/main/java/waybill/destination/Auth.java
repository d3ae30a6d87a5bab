package waybill.destination;

/** How a destination wants requests to be authenticated. The five types of the register dialog. */
public sealed interface Auth {
    /** No authentication: the default headers alone. */
    record None() implements Auth {}

    /** {@code <header>: <prefix><encoded HMAC-SHA256(secret, body)>}, over the exact bytes sent (RFC 2104, FIPS 180-4). */
    record HmacSha256(HeaderName header, Secret secret, SignatureFormat format) implements Auth {}

    /** {@code Authorization: Basic base64(utf8(username ":" password))}, RFC 7617. */
    record Basic(String username, Secret password) implements Auth {}

    /** {@code Authorization: Bearer <token>}, RFC 6750; the token without the word. */
    record Bearer(Secret token) implements Auth {}

    /** A fixed key and value, in a header or in the query of the URL. */
    record ApiKey(String name, Secret value, Placement placement) implements Auth {}

    /** Where an API key goes. */
    enum Placement {
        HEADER, QUERY
    }
}
