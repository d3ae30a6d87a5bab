package waybill.intake;

import java.nio.file.Path;
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
    /** Of what the latest preview read by lines. */
    private volatile Map<Path, byte[]> digests = Map.of();
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
        digests = previewing.digests();
        return previewing.preview();
    }

    @Override
    public Result handIn(List<Source> sources, Decision decision, IntakeSwitch control, Consumer<IntakeProgress> progress) {
        var handing = new HandingIn(parts, new HandingIn.Wanted(decision, digests), control, progress,
                SourceReader.size(sources));
        underWay.put(handing, control);
        try {
            if (decision.half() == Half.GO_ON) {
                requireUnchanged();
            }
            return handing.end(new SourceReader(handing).read(sources));
        } finally {
            underWay.remove(handing);
        }
    }

    /** The files of which lines are to be passed over, before anything is handed in: they may have been written meanwhile. */
    private void requireUnchanged() {
        digests.forEach((file, digest) -> {
            boolean isBegun = parts.memory().seen(digest).filter(seen -> seen.lines().isPresent()).isPresent();
            if (isBegun && !SourceReader.has(file, digest)) {
                throw new FileChangedException(SourceReader.name(file));
            }
        });
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
