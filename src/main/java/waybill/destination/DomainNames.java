package waybill.destination;

import java.util.EnumSet;
import java.util.Optional;

import com.ibm.icu.text.IDNA;

/**
 * International domain names by UTS 46, nontransitional, with the flags of the URL Standard's "domain to ASCII" (§3.3, not
 * strict). Not {@code java.net.IDN}: that is IDNA 2003 and turns {@code faß.de} into another host.
 * <p>
 * A class of its own, so that ICU, which takes long to load, is only loaded for a name that needs it.
 */
final class DomainNames {
    private static final IDNA UTS_46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);
    /** CheckHyphens and VerifyDnsLength are false in the standard, and ICU has no switch for them. */
    private static final EnumSet<IDNA.Error> IGNORED = EnumSet.of(IDNA.Error.LEADING_HYPHEN, IDNA.Error.TRAILING_HYPHEN,
            IDNA.Error.HYPHEN_3_4, IDNA.Error.EMPTY_LABEL, IDNA.Error.LABEL_TOO_LONG, IDNA.Error.DOMAIN_NAME_TOO_LONG);

    private DomainNames() {}

    /** The name in lower case and punycode, or nothing if it is none. */
    static Optional<String> toAscii(String domain) {
        var info = new IDNA.Info();
        String name = UTS_46.nameToASCII(domain, new StringBuilder(), info).toString();
        return IGNORED.containsAll(info.getErrors()) ? Optional.of(name) : Optional.empty();
    }
}
