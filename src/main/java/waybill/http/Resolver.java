package waybill.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** How host names become addresses. May block for as long as it likes: it is called on a thread of its own. */
@FunctionalInterface
public interface Resolver {
    /**
     * @param host a domain, an IPv4 address, or an IPv6 address in brackets
     * @return at least one address, in the order in which they are to be tried
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /** The operating system's. */
    static Resolver ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
