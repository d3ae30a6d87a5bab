package waybill.ui.deliveries;

/** The table that shows the lines. */
interface LogDisplay {
    void show(LogLines lines);

    /** The lines that are seen. */
    Places seen();

    /** Lines came or went above what is seen: moves on by so many. */
    void move(int by);

    boolean isSelected(int place);

    boolean hasSelection();

    /** Another message stands at that place now. */
    void deselect(int place);
}
