package waybill.ui.deliveries;

/** Places of the table, counted from its top. @param from inclusive; @param to exclusive */
record Places(int from, int to) {
    boolean contains(int place) {
        return place >= from && place < to;
    }

    int count() {
        return to - from;
    }

    /** So many more on both sides, as far as there are any. */
    Places widened(int by) {
        return new Places(Math.max(0, from - by), to + by);
    }

    Places moved(int by) {
        return new Places(from + by, to + by);
    }

    /** From the first of both to the last. */
    Places spanning(Places other) {
        return new Places(Math.min(from, other.from), Math.max(to, other.to));
    }
}
