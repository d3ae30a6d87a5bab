package waybill.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import waybill.delivery.DeliveryQueue;
import waybill.delivery.FileMemory;

/** Hands messages in to the queue. */
public final class QueueIntake implements Intake {
    private final HandingIn.Parts parts;
    private final Map<HandingIn, IntakeSwitch> underWay = new ConcurrentHashMap<>();

    /**
     * @param clock for when files were handed in
     * @param random for the ids of messages: a {@link java.security.SecureRandom}
     * @param handedIn called after each group of messages that is on disk, such as {@link waybill.delivery.Sending#look}
     */
    public QueueIntake(DeliveryQueue queue, FileMemory memory, InstantSource clock, RandomGenerator random, Runnable handedIn) {
        parts = new HandingIn.Parts(queue, memory, clock, random, handedIn);
    }

    @Override
    public Preview preview(List<Source> sources, IntakeSwitch control, Consumer<IntakeProgress> progress) {
        var previewing = new Previewing(parts.memory(), control, progress, SourceReader.size(sources), System::nanoTime);
        new SourceReader(previewing).read(sources);
        return previewing.preview();
    }

    @Override
    public Result handIn(List<Source> sources, Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress) {
        var handing = new HandingIn(parts, decision, control, progress, SourceReader.size(sources));
        underWay.put(handing, control);
        try {
            return handing.end(handing.mayBegin() && new SourceReader(handing).read(sources));
        } finally {
            underWay.remove(handing);
        }
    }

    @Override
    public List<FileMemory.Sighting> unfinished(long batch) {
        return parts.memory().unfinished(batch);
    }

    @Override
    public void stop() {
        underWay.keySet().forEach(HandingIn::stop);
    }

    @Override
    public void stop(IntakeSwitch control) {
        control.cancellation().cancel();
        underWay.forEach((handing, its) -> {
            if (its == control) {
                handing.stop();
            }
        });
    }
}
