package waybill.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.protocol.HttpContext;

import waybill.delivery.HeaderField;
import waybill.delivery.OutgoingRequest;
import waybill.destination.HeaderName;

/**
 * A request as it goes over the wire: the header fields of the {@link OutgoingRequest}, before them Host, after them
 * Content-Length and, where no second request will follow, {@code Connection: close} (RFC 9112 §9.6), and no other.
 * As HttpClient's last interceptor it takes out again what the others put in.
 */
final class WireRequest implements HttpRequestInterceptor {
    private final OutgoingRequest request;
    private final Header[] headers;

    /** Whether another request may follow on the connection. */
    enum Connection {
        CLOSE, KEEP
    }

    /** The only one on its connection. @throws IllegalArgumentException as the other constructor */
    WireRequest(OutgoingRequest request) {
        this(request, Connection.CLOSE);
    }

    /**
     * @throws IllegalArgumentException if the target or a header field has a character that HttpClient would alter silently or
     *     that would begin another line; the message quotes none of it
     */
    WireRequest(OutgoingRequest request, Connection connection) {
        if (!request.target().sent().startsWith("/") || !isAll(request.target().sent(), WireRequest::isVisible)) {
            throw new IllegalArgumentException("the target is not in origin-form");
        }
        this.request = request;
        this.headers = headers(request, connection);
    }

    HttpHost host() {
        return new HttpHost("https", request.url().host(), request.url().port());
    }

    /** The target is passed as it is; nothing parses or normalises it. */
    ClassicHttpRequest toSend() {
        var post = new BasicClassicHttpRequest(Method.POST, host(), request.target().sent());
        post.setEntity(new ByteArrayEntity(request.body(), null));
        return post;
    }

    @Override
    public void process(HttpRequest outgoing, EntityDetails entity, HttpContext context) {
        outgoing.setHeaders(headers);
    }

    private static Header[] headers(OutgoingRequest request, Connection connection) {
        List<Header> all = new ArrayList<>();
        all.add(new BasicHeader("Host", request.url().authority()));
        request.headers().forEach(field -> all.add(checked(field)));
        all.add(new BasicHeader("Content-Length", request.body().length));
        if (connection == Connection.CLOSE) {
            all.add(new BasicHeader("Connection", "close"));
        }
        return all.toArray(Header[]::new);
    }

    private static Header checked(HeaderField field) {
        if (!HeaderName.isToken(field.name())) {
            throw new IllegalArgumentException("a header field's name is not a token");
        }
        if (!isAll(field.value(), c -> isVisible(c) || c == ' ' || c == '\t')) {
            throw new IllegalArgumentException("the value of " + field.name() + " has characters that cannot be sent");
        }
        return new BasicHeader(field.name(), field.value());
    }

    /** A loop, because a stream for each header field of each request is a tenth of what sending costs. */
    private static boolean isAll(String text, IntPredicate test) {
        for (int i = 0; i < text.length(); i++) {
            if (!test.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int c) {
        return c > ' ' && c < 0x7f;
    }
}
