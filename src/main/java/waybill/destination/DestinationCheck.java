package waybill.destination;

import java.util.List;

/** What the check of a draft says: a destination, or what must be changed first. */
public sealed interface DestinationCheck {
    /** All rules hold. {@code warnings} advise and stop nothing. */
    record Valid(Destination destination, List<Problem> warnings) implements DestinationCheck {}

    /** At least one of {@code problems} is no warning; in the order of the fields on screen. */
    record Invalid(List<Problem> problems) implements DestinationCheck {}

    /** Problems and warnings alike, in the order of the fields on screen. */
    default List<Problem> remarks() {
        return switch (this) {
            case Valid(var _, var warnings) -> warnings;
            case Invalid(var problems) -> problems;
        };
    }
}
