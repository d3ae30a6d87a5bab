package waybill.ui.deliver;

import waybill.intake.JsonFault;
import waybill.ui.Messages;

/** Where a text stops being JSON, in words. */
final class FaultText {
    private final Messages messages;

    FaultText(Messages messages) {
        this.messages = messages;
    }

    /** Of a file that is there but may have nothing in it. */
    String ofFile(JsonFault fault) {
        return fault.kind() == JsonFault.Kind.EMPTY ? messages.text("json.nothing") : of(fault);
    }

    /** "Line 3, column 7: …". */
    String of(JsonFault fault) {
        String why = messages.text("json." + fault.kind());
        return fault.kind() == JsonFault.Kind.EMPTY
                ? why
                : messages.text("json.at", String.valueOf(fault.line()), String.valueOf(fault.column()), why);
    }
}
