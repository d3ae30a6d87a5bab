package waybill.store;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Kills in several lanes at one time, each with folders of its own: much of a lane's time is waiting. */
final class Lanes {
    private static final int COUNT = 2;

    private Lanes() {}

    /** What is done in a lane, given its number and the numbers of its kills. */
    interface Work {
        void run(int lane, int[] kills) throws Exception;
    }

    /** Shares out the kills; throws what a lane threw, after all have ended. */
    static void share(int kills, Work work) throws ExecutionException, InterruptedException {
        try (var lanes = Executors.newFixedThreadPool(COUNT)) {
            var running = IntStream.range(0, COUNT).mapToObj(lane -> lanes.submit(() -> {
                work.run(lane, IntStream.iterate(lane, kill -> kill < kills, kill -> kill + COUNT).toArray());
                return null;
            })).toList();
            for (var lane : running) {
                lane.get();
            }
        }
    }
}
