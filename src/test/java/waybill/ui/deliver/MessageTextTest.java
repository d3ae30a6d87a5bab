package waybill.ui.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import waybill.delivery.MessageId;
import waybill.delivery.MessageRow;
import waybill.delivery.MessageState;
import waybill.delivery.Sending.Activity;
import waybill.delivery.Sending.Status;
import waybill.destination.StorageException.Fault;
import waybill.ui.Messages;

class MessageTextTest {
    private final MessageText words = new MessageText(new Messages(Locale.ENGLISH));

    @Test
    void saysThatNothingIsSentWhileOutcomesCannotBeStored() {
        assertThat(waiting(false, Optional.of(Fault.DISK_FULL))).endsWith("It waits, since outcomes cannot be stored just now.");
        assertThat(waiting(true, Optional.of(Fault.DISK_FULL))).endsWith("It waits, since sending is paused.");
        assertThat(waiting(false, Optional.empty())).endsWith("It is being sent.");
    }

    private String waiting(boolean paused, Optional<Fault> fault) {
        var activity = fault.isPresent() ? Activity.STORAGE_FAULT : Activity.SENDING;
        return words.of(new MessageRow(1, new MessageId("msg_" + "0".repeat(26)), 1, "typed", 2, Instant.EPOCH,
                MessageState.WAITING, 0, Optional.empty(), Optional.of(Instant.EPOCH)),
                new Status(activity, paused, 0, 0, 0, Optional.empty(), fault), Instant.EPOCH);
    }
}
