package waybill.intake;

/**
 * How far reading has come.
 *
 * @param bytesRead of the sources
 * @param bytesTotal of the sources, by the sizes of their files when the reading began
 * @param messages handed in, or seen by a preview, so far
 * @param batch they belong to; 0 for a preview, and until the first of them
 */
public record IntakeProgress(long bytesRead, long bytesTotal, long messages, long batch) {
    /** Whether files that are handed in are looked at before: nothing else is told of before the first messages. */
    public boolean isCheck() {
        return batch == 0 && bytesRead > 0;
    }
}
