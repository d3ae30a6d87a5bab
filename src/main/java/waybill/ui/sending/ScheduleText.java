package waybill.ui.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import waybill.delivery.RetryPolicy;
import waybill.ui.Messages;

/** When the retries of a message would come that is sent now, without the random spread. */
public final class ScheduleText {
    /** More times than this would fill the page. */
    private static final int SHOWN = 5;

    private final Messages messages;
    private final Quantities quantities;

    public ScheduleText(Messages messages) {
        this.messages = messages;
        this.quantities = new Quantities(messages);
    }

    /** "If it fails, it is tried again at 14:02:05, 14:02:35, 14:05:35". */
    public String of(RetryPolicy policy, Instant now) {
        List<Instant> times = times(policy, now);
        if (times.isEmpty()) {
            return messages.text("schedule.none");
        }
        String shown = String.join(", ", times.stream().limit(SHOWN).map(time -> quantities.time(time, now)).toList());
        return times.size() <= SHOWN
                ? messages.text("schedule.times", shown)
                : messages.text("schedule.timesAndMore", shown, times.size() - SHOWN,
                        quantities.time(times.getLast(), now));
    }

    /** One for each retry, each counted from the attempt before. */
    public static List<Instant> times(RetryPolicy policy, Instant now) {
        var times = new ArrayList<Instant>();
        Instant time = now;
        for (Duration delay : policy.schedule()) {
            time = time.plus(delay);
            times.add(time);
        }
        return times;
    }
}
