package waybill.ui.deliveries;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.controlsfx.control.SegmentedButton;

import waybill.delivery.MessageQuery;
import waybill.delivery.MessageState;
import waybill.delivery.Period;
import waybill.ui.Context;
import waybill.ui.Names;

/** What is searched for: text, states and a period, and what another part of the window narrowed it to. */
final class SearchBar {
    private static final Duration TYPING = Duration.ofMillis(250);

    private final Context context;
    private final InstantSource clock;
    private final Runnable changed;
    private final RowText words;
    private final Map<MessageState, ToggleButton> states = new EnumMap<>(MessageState.class);
    private Optional<Period> answered = Optional.empty();
    private OptionalLong batch = OptionalLong.empty();
    private Future<?> typing = CompletableFuture.completedFuture(null);
    private boolean quiet;
    /** What is searched for: while somebody types, the text before. */
    private String text = "";

    @FXML private TextField deliverySearch;
    @FXML private HBox stateSlot;
    @FXML private ComboBox<PeriodChoice> periodChoice;
    @FXML private HBox days;
    @FXML private DatePicker periodFrom;
    @FXML private DatePicker periodTo;
    @FXML private Button answeredFilter;
    @FXML private Button batchFilter;
    @FXML private Button clearSearch;

    /** @param changed run after the search was changed, not while somebody types */
    SearchBar(Context context, InstantSource clock, RowText words, Runnable changed) {
        this.context = context;
        this.clock = clock;
        this.words = words;
        this.changed = changed;
    }

    @FXML
    private void initialize() {
        var segments = new SegmentedButton();
        segments.setToggleGroup(null);
        for (MessageState state : MessageState.values()) {
            var button = new ToggleButton(words.state(state));
            button.setId("state" + state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT));
            button.selectedProperty().addListener((_, _, _) -> change());
            states.put(state, button);
            segments.getButtons().add(button);
        }
        stateSlot.getChildren().setAll(segments);
        periodChoice.getItems().setAll(PeriodChoice.values());
        periodChoice.setConverter(new Names<>(choice -> context.text("period." + choice)));
        periodChoice.setValue(PeriodChoice.ALL);
        deliverySearch.textProperty().addListener((_, _, _) -> typed());
        periodChoice.valueProperty().addListener((_, _, _) -> change());
        periodFrom.valueProperty().addListener((_, _, _) -> change());
        periodTo.valueProperty().addListener((_, _, _) -> change());
        refresh();
    }

    /** What is searched for now. */
    MessageQuery query() {
        Set<MessageState> chosen = EnumSet.noneOf(MessageState.class);
        states.forEach((state, button) -> {
            if (button.isSelected()) {
                chosen.add(state);
            }
        });
        var query = MessageQuery.all().withText(text).withCreated(period()).withAnswered(answered);
        var inStates = chosen.isEmpty() ? query : query.withStates(chosen);
        return batch.isPresent() ? inStates.withBatch(batch.getAsLong()) : inStates;
    }

    /** The period that is chosen, as it is now. */
    Optional<Period> period() {
        var chosen = new PeriodChoice.Days(Optional.ofNullable(periodFrom.getValue()), Optional.ofNullable(periodTo.getValue()));
        return periodChoice.getValue().at(clock.instant(), ZoneId.systemDefault(), chosen);
    }

    /** Shows what {@code query} asks for; a period of it as days. */
    void show(MessageQuery query) {
        set(query);
        change();
    }

    /** Searches for nothing, and tells nobody. */
    void forget() {
        typing.cancel(false);
        set(MessageQuery.all());
        text = "";
        refresh();
    }

    private void set(MessageQuery query) {
        quiet = true;
        deliverySearch.setText(query.text());
        boolean anyState = query.states().size() == MessageState.values().length;
        states.forEach((state, button) -> button.setSelected(!anyState && query.states().contains(state)));
        periodChoice.setValue(query.created().isPresent() ? PeriodChoice.BETWEEN : PeriodChoice.ALL);
        periodFrom
                .setValue(query.created().map(period -> LocalDate.ofInstant(period.from(), ZoneId.systemDefault())).orElse(null));
        periodTo.setValue(query.created().map(period -> LocalDate.ofInstant(period.to(), ZoneId.systemDefault())).orElse(null));
        answered = query.answered();
        batch = query.batch();
        quiet = false;
    }

    /** Narrows it to the messages whose latest outcome was known in that period. */
    void narrowTo(Period outcomes) {
        answered = Optional.of(outcomes);
        change();
    }

    @FXML
    private void clear() {
        show(MessageQuery.all());
        requestFocus();
    }

    /** Where the text is typed. */
    Node field() {
        return deliverySearch;
    }

    /** For who wants to type another text. */
    void requestFocus() {
        deliverySearch.requestFocus();
        deliverySearch.selectAll();
    }

    @FXML
    private void dropAnswered() {
        answered = Optional.empty();
        change();
        // The button that had the focus is gone.
        requestFocus();
    }

    @FXML
    private void dropBatch() {
        batch = OptionalLong.empty();
        change();
        requestFocus();
    }

    private void typed() {
        typing.cancel(false);
        if (!quiet) {
            typing = context.background().after(TYPING, this::change);
        }
    }

    private void change() {
        if (!quiet) {
            typing.cancel(false);
            text = deliverySearch.getText();
            refresh();
            changed.run();
        }
    }

    private void refresh() {
        Shown.when(days, periodChoice.getValue() == PeriodChoice.BETWEEN);
        Shown.when(answeredFilter, answered.isPresent());
        answered.ifPresent(period -> answeredFilter
                .setText(context.text("deliveries.answeredFilter", words.time(period.from()), words.time(period.to()))));
        Shown.when(batchFilter, batch.isPresent());
        Shown.when(clearSearch, !query().isAll());
    }
}
