package waybill.destination;

import java.util.List;
import java.util.Optional;

/** What a field's value must be. Pure: the same value and draft give the same problems. */
@FunctionalInterface
public interface FieldRule {
    /** Anything goes; for fields whose values can only be chosen. */
    FieldRule NONE = (field, value, others) -> List.of();

    /**
     * @param field the id of the field that is checked
     * @param value what was typed, or the stored secret where it is kept unchanged
     * @param others the values of all fields of the type, and the URL where that is valid
     * @return what is wrong or doubtful; empty if nothing
     */
    List<Problem> check(String field, String value, Others others);

    /** What a rule may look at beside its own value. */
    record Others(FieldValues values, Optional<EndpointUrl> url) {}
}
