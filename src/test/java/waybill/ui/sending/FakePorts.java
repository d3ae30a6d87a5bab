package waybill.ui.sending;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import waybill.delivery.DeliveryActions;
import waybill.delivery.DeliveryControl;
import waybill.delivery.DeliveryLog;
import waybill.delivery.DeliverySettings;
import waybill.delivery.Hold;
import waybill.delivery.MessageQuery;
import waybill.delivery.NoLog;
import waybill.delivery.Retention;
import waybill.delivery.Selection;
import waybill.delivery.Sending;
import waybill.delivery.StateCounts;

/** What lies below the window, without a database: nothing is ever sent. Thread-safe. */
public class FakePorts implements DeliveryActions, DeliveryControl, Sending {
    /** Run first by whatever writes, on its thread; may throw. */
    public volatile Runnable beforeMark = () -> {};
    public volatile Runnable beforeWrite = () -> {};
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** Messages a second, which nobody is told of when it changes. */
    public volatile double perSecond;
    private volatile DeliverySettings settings = DeliverySettings.DEFAULT;
    private volatile boolean paused;

    /** A log without a message. */
    public static class EmptyLog extends NoLog {
        @Override
        public StateCounts count(MessageQuery query) {
            return new StateCounts(Map.of());
        }
    }

    public DeliveryPorts with(DeliveryLog log) {
        return new DeliveryPorts(log, this, this, this);
    }

    /** What was written, in that order. */
    public List<String> written() {
        return List.copyOf(written);
    }

    @Override
    public Selection.These beginCancelling(Selection selection) {
        write("cancel");
        return new Selection.These(List.of());
    }

    @Override
    public long finishCancelling(Selection.These begun) {
        beforeMark.run();
        return 0;
    }

    @Override
    public long tryNow(Selection selection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long sendAgain(Selection selection, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long sendAsNew(Selection selection, Progress progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Retention.Removal preview(Retention retention) {
        return new Retention.Removal(0, 0);
    }

    @Override
    public Retention.Removal remove(Retention retention, Progress progress) {
        return new Retention.Removal(0, 0);
    }

    @Override
    public DeliverySettings settings() {
        return settings;
    }

    @Override
    public void change(DeliverySettings newSettings) {
        write("settings");
        settings = newSettings;
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public void setPaused(boolean newPaused) {
        write(newPaused ? "pause" : "resume");
        paused = newPaused;
        listeners.forEach(Runnable::run);
    }

    @Override
    public Optional<Hold> hold() {
        return Optional.empty();
    }

    @Override
    public Optional<Retention.Tally> removed() {
        return Optional.empty();
    }

    @Override
    public void release() {
        write("release");
    }

    @Override
    public Status status() {
        return new Status(paused ? Activity.PAUSED : Activity.IDLE, paused, 0, 0, perSecond, Optional.empty(), Optional.empty());
    }

    @Override
    public void pause() {
        setPaused(true);
    }

    @Override
    public void resume() {
        setPaused(false);
    }

    @Override
    public void wake() {
        look();
    }

    @Override
    public void whileStill(Runnable change, Duration patience) {
        write("still");
        change.run();
        write("going on");
    }

    @Override
    public void look() {
        // Nothing is ever due.
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void write(String what) {
        beforeWrite.run();
        written.add(what);
    }
}
