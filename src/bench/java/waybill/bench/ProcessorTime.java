package waybill.bench;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;

/** What processor time this process has taken, in nanoseconds, and each of its threads by their ids. */
record ProcessorTime(long process, Map<Long, Long> threads) {
    /** Of what is done while messages are delivered, by the name of the thread. */
    enum Share {
        SENDING, RECORDING, READING, COMPILING_AND_COLLECTING;

        private static Share of(String thread) {
            return switch (thread) {
                case "store" -> RECORDING;
                case "store-reader" -> READING;
                default -> SENDING;
            };
        }
    }

    static ProcessorTime now() {
        var bean = ManagementFactory.getThreadMXBean();
        var threads = new HashMap<Long, Long>();
        for (long id : bean.getAllThreadIds()) {
            threads.put(id, Math.max(0, bean.getThreadCpuTime(id)));
        }
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new ProcessorTime(system.getProcessCpuTime(), threads);
    }

    /** In microseconds a message, from then until now. The time of threads that ended meanwhile is among the last share. */
    Map<Share, Double> untilNow(int messages) {
        var now = now();
        var spent = new EnumMap<Share, Long>(Share.class);
        long rest = now.process - process;
        for (var info : ManagementFactory.getThreadMXBean()
                .getThreadInfo(now.threads.keySet().stream().mapToLong(Long::longValue).toArray())) {
            if (info != null) {
                long time = now.threads.get(info.getThreadId()) - threads.getOrDefault(info.getThreadId(), 0L);
                spent.merge(Share.of(info.getThreadName()), time, Long::sum);
                rest -= time;
            }
        }
        spent.put(Share.COMPILING_AND_COLLECTING, rest);
        var micros = new EnumMap<Share, Double>(Share.class);
        spent.forEach((share, nanos) -> micros.put(share, nanos / 1e3 / messages));
        return micros;
    }
}
