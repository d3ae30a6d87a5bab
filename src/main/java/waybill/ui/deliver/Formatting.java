package waybill.ui.deliver;

import waybill.intake.JsonCheck;
import waybill.intake.JsonFault;
import waybill.ui.Background;

/** Lays JSON out on request, in the background; what was typed meanwhile is never lost. */
final class Formatting {
    private final Background background;
    private final PayloadArea area;

    Formatting(Background background, PayloadArea area) {
        this.background = background;
        this.area = area;
    }

    /** Where what came of it is told. */
    interface Teller {
        /** Nothing would be right about its layout. */
        void isWrong(JsonFault fault);

        /** It would be more than can be edited. */
        void isTooMuch();

        void isLaidOut(String text);
    }

    void layOut(byte[] bytes, Teller teller) {
        String shown = area.getText();
        background.quietly(
                () -> JsonCheck.firstFault(bytes).<Laid>map(Laid.Wrong::new)
                        .orElseGet(() -> Laid.out(JsonLayout.of(Payload.text(bytes)))),
                laid -> {
                    if (area.getText().equals(shown)) {
                        tell(laid, teller);
                    }
                });
    }

    private static void tell(Laid laid, Teller teller) {
        switch (laid) {
            case Laid.Wrong(var fault) -> teller.isWrong(fault);
            case Laid.TooMuch() -> teller.isTooMuch();
            case Laid.Out(var text) -> teller.isLaidOut(text);
        }
    }

    /** What came of laying a text out. */
    private sealed interface Laid {
        record Out(String text) implements Laid {
            /** Payloads are as private as secrets. */
            @Override
            public String toString() {
                return "Out";
            }
        }

        record TooMuch() implements Laid {}

        record Wrong(JsonFault fault) implements Laid {}

        static Laid out(String text) {
            return Payload.canBeEdited(text) ? new Out(text) : new TooMuch();
        }
    }
}
