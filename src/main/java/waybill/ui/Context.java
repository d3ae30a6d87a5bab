package waybill.ui;

/** What every page needs: words, views, background threads and a way to ask. */
public record Context(Messages messages, Views views, Background background, Questions questions) {
    /** Short for {@code messages().text(key, arguments)}. */
    public String text(String key, Object... arguments) {
        return messages.text(key, arguments);
    }
}
