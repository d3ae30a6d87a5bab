package waybill.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

import waybill.delivery.MessageQuery;
import waybill.delivery.Selection;

/** The messages that are meant, by their numbers. */
sealed interface Chosen {
    /** @param where what is left of them */
    List<Long> numbers(BiPredicate<Long, IndexBlock.Columns> where);

    default long count(BiPredicate<Long, IndexBlock.Columns> where) {
        return numbers(where).size();
    }

    static Chosen of(Selection selection, MessageIndex index) {
        return switch (selection) {
            case Selection.These(var numbers) -> new These(List.copyOf(numbers), index);
            case Selection.Matching(var query) -> new Matching(query, index);
        };
    }

    record These(List<Long> numbers, MessageIndex index) implements Chosen {
        @Override
        public List<Long> numbers(BiPredicate<Long, IndexBlock.Columns> where) {
            return numbers.stream()
                    .filter(number -> index.columns(number).filter(columns -> where.test(number, columns)).isPresent())
                    .toList();
        }
    }

    record Matching(MessageQuery query, MessageIndex index) implements Chosen {
        @Override
        public List<Long> numbers(BiPredicate<Long, IndexBlock.Columns> where) {
            var found = new ArrayList<Long>();
            index.read(index.filter(query), (number, columns) -> {
                if (where.test(number, columns)) {
                    found.add(number);
                }
            });
            return found;
        }
    }
}
