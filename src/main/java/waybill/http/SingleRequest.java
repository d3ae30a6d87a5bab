package waybill.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

import waybill.delivery.Answer;
import waybill.delivery.Answer.BodyEnd;
import waybill.delivery.HeaderField;
import waybill.delivery.Stage;

/**
 * Sends one request over an open connection, reads its answer, and closes the connection unless it is to be kept: politely
 * after a complete answer, so that what the server has not read yet still arrives, else hard.
 */
final class SingleRequest extends HttpRequestExecutor {
    private static final int FIRST_FINAL = 200;

    private final Exchange exchange;
    private final Predicate<ClassicHttpResponse> keeping;
    private final WhenCancelled whenCancelled;
    private Optional<Answer> answer = Optional.empty();
    private boolean isKept;

    /** What is made of an answer whose header section was complete when the exchange was cancelled. */
    private enum WhenCancelled {
        /** For a person who wants to see none. */
        NO_ANSWER,
        /** For delivery: the status has decided, and the endpoint has the message. */
        ANSWER_SO_FAR
    }

    SingleRequest(Exchange exchange) {
        this(exchange, _ -> false, WhenCancelled.NO_ANSWER);
    }

    /** @param keeping whether the connection is to be kept after this answer, which was read to its end */
    SingleRequest(Exchange exchange, Predicate<ClassicHttpResponse> keeping) {
        this(exchange, keeping, WhenCancelled.ANSWER_SO_FAR);
    }

    private SingleRequest(Exchange exchange, Predicate<ClassicHttpResponse> keeping, WhenCancelled whenCancelled) {
        this.exchange = exchange;
        this.keeping = keeping;
        this.whenCancelled = whenCancelled;
    }

    boolean isKept() {
        return isKept;
    }

    /** Present once the header section of the answer is complete. */
    Optional<Answer> answer() {
        return answer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
            HttpResponseInformationCallback interim,
            HttpContext context) throws IOException {
        CloseMode mode = CloseMode.IMMEDIATE;
        try {
            send(request, connection);
            ClassicHttpResponse response = receiveHead(request, connection);
            BoundedBody body = receiveBody(response);
            answer = Optional.of(answer(response, body));
            mode = body.end() == BodyEnd.COMPLETE ? CloseMode.GRACEFUL : CloseMode.IMMEDIATE;
            isKept = body.end() == BodyEnd.COMPLETE && exchange.ending().isEmpty() && keeping.test(response);
            response.setEntity(null);
            return response;
        } catch (IOException | HttpException failed) {
            throw Faults.answering(failed);
        } finally {
            if (!isKept) {
                connection.close(mode);
            }
        }
    }

    private void send(ClassicHttpRequest request, HttpClientConnection connection) throws IOException, HttpException {
        exchange.enter(Stage.SEND);
        connection.sendRequestHeader(request);
        connection.sendRequestEntity(request);
        connection.flush();
    }

    /** The final answer; {@link AnswerHeads} bounds how many others come before it. */
    private ClassicHttpResponse receiveHead(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        exchange.enter(Stage.ANSWER);
        ClassicHttpResponse response;
        do {
            response = connection.receiveResponseHeader();
        } while (response.getCode() < FIRST_FINAL);
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
            connection.receiveResponseEntity(response);
        }
        exchange.answered();
        return response;
    }

    private BoundedBody receiveBody(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return BoundedBody.NONE;
        }
        // Not closed: closing it would read all the rest.
        InputStream in = entity.getContent();
        return BoundedBody.read(in, this::reasonForFailure);
    }

    /** @throws IOException if it was the person who ended it, and no answer is wanted then */
    private BodyEnd reasonForFailure() throws IOException {
        if (exchange.ending().isEmpty()) {
            return BodyEnd.CUT_BY_CLOSE;
        }
        return switch (exchange.ending().get()) {
            case DEADLINE -> BodyEnd.CUT_AT_DEADLINE;
            case CANCELLED -> switch (whenCancelled) {
                case NO_ANSWER -> throw new InterruptedIOException("cancelled");
                case ANSWER_SO_FAR -> BodyEnd.CUT_BY_CLOSE;
            };
        };
    }

    private static Answer answer(ClassicHttpResponse response, BoundedBody body) {
        var headers = Stream.of(response.getHeaders())
                .map(header -> new HeaderField(header.getName(), Optional.ofNullable(header.getValue()).orElse("")))
                .toList();
        return new Answer(response.getCode(), Optional.ofNullable(response.getReasonPhrase()).orElse(""), headers, body.bytes(),
                body.end());
    }
}
