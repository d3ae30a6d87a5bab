package waybill.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import waybill.ui.Background;
import waybill.ui.Context;
import waybill.ui.Messages;
import waybill.ui.Questions;
import waybill.ui.Views;
import waybill.ui.receiver.ReceiverModel;

/** What is kept of the requests that arrive is kept by the window alone. */
class KeptRequestsTest {
    @Test
    void forgetsTheOldestOfMoreThanTwoHundred() throws Exception {
        FxToolkit.registerPrimaryStage();
        var messages = new Messages(Locale.ENGLISH);
        var background = new Background(_ -> {}, failure -> {
            throw new AssertionError(failure);
        });
        try (background;
                var receiver = new PracticeReceiver(InstantSource.system(), new SecureRandom(), Thread::sleep);
                var caller = new Caller(receiver.start())) {
            var model = new ReceiverModel(new Context(messages, new Views(messages), background, new Questions(messages)),
                    receiver);
            for (int i = 0; i <= 200; i++) {
                caller.raw("POST /" + i + " HTTP/1.1\r\n\r\n");
            }

            await().until(() -> targets(model).getFirst().equals("/200"));
            assertThat(targets(model)).hasSize(200).endsWith("/1");
        }
    }

    private static List<String> targets(ReceiverModel model) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000,
                () -> model.requests().stream().map(request -> request.head().shownTarget()).toList());
    }
}
