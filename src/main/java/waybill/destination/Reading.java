package waybill.destination;

import java.util.function.Function;

/** What came of reading typed text: the value, or why it is none. */
sealed interface Reading<T> {
    /** The text is good. */
    record Good<T>(T value) implements Reading<T> {}

    /** The text must be changed first. */
    record Bad<T>(Problem problem) implements Reading<T> {}

    default <R> Reading<R> map(Function<T, R> change) {
        return switch (this) {
            case Good<T>(var value) -> new Good<>(change.apply(value));
            case Bad<T>(var problem) -> new Bad<>(problem);
        };
    }

    /** The value, or an exception whose message names the reason and nothing of the text. */
    default T orThrow() {
        return switch (this) {
            case Good<T>(var value) -> value;
            case Bad<T>(var problem) -> throw new IllegalArgumentException(problem.reason().name());
        };
    }

    /** The problem with {@code better}'s text as its correction, if {@code better} is good. */
    static <T> Problem offer(Problem problem, Reading<T> better, Function<T, String> text) {
        return switch (better) {
            case Good<T>(var value) -> problem.offering(text.apply(value));
            case Bad<T> _ -> problem;
        };
    }
}
