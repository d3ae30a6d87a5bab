package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import waybill.delivery.EndpointTest;

/** Registering a destination with each auth type, in one window: each test begins and ends at the empty page. */
@ExtendWith(WithWaybill.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterTest {
    private static final String URL = "https://api.example.com/hooks?a=1";
    private static final String SECRET = "planted-Secret/é 42";
    /** The picker's words, in its order. */
    private static final List<String> TYPES = List.of("Default", "Custom SHA-256 HMAC Signature", "Basic Auth", "Bearer Token",
            "API Key");
    private static final List<List<String>> FIELDS = List.of(List.of(),
            List.of("hmacHeader", "hmacSecret", "hmacSecretReveal", "generateSecret", "hmacEncoding", "hmacPrefix"),
            List.of("basicUsername", "basicPassword", "basicPasswordReveal"), List.of("bearerToken", "bearerTokenReveal"),
            List.of("apiKeyName", "apiKeyValue", "apiKeyValueReveal", "apiKeyPlacementHeader", "apiKeyPlacementQuery"));

    private final Person person;

    RegisterTest(Person person) {
        this.person = person;
    }

    @AfterEach
    void backToTheEmptyPage() {
        if (person.sees("saveButton")) {
            person.leavesThePopup();
        }
        if (person.sees("deleteButton")) {
            person.clicks("deleteButton").clicks("confirmButton");
        }
        person.awaits("registerButton");
    }

    @Test
    void thePickerHasTheFiveTypesInTheirOrder() {
        opensThePopup();

        assertThat(WindowThread.call(() -> names((ComboBox<?>) Screen.find("authTypeChoice").orElseThrow()))).isEqualTo(TYPES);
        assertThat(person.reads("authTypeChoice")).isEqualTo("Default");
    }

    @Test
    void theFieldsFollowTheType() {
        opensThePopup();
        for (int type : List.of(0, 1, 2, 3, 4, 3, 1)) {
            person.chooses("authTypeChoice", type);

            assertThat(FIELDS.stream().flatMap(List::stream).filter(person::sees)).isEqualTo(FIELDS.get(type));
            assertThat(person.reads("authTypeChoice")).isEqualTo(TYPES.get(type));
        }
    }

    @Test
    void saysWhatIsWrongWhenTheFieldIsLeftAndNotBefore() {
        opensThePopup().types("urlField", "api.example.com");
        assertThat(person.sees("urlError")).as("an error while it is typed").isFalse();

        person.presses(KeyCode.TAB).awaitsText("urlError", "Begin the URL with https://.");
    }

    @Test
    void offersAWayOutThatAClickTakes() {
        opensThePopup().types("urlField", "api.example.com").presses(KeyCode.TAB);

        person.clicks("urlOffer").awaitsNo("urlError");

        assertThat(person.reads("urlField")).isEqualTo("https://api.example.com/");
        assertThat(person.sees("urlOffer")).isFalse();
    }

    @Test
    void offersToDropTheWordBearer() {
        opensThePopup().fills("urlField", URL).chooses("authTypeChoice", 3).fills("bearerToken", "bearer  abc.DEF");
        person.presses(KeyCode.TAB).awaitsText("bearerTokenError", "without the word “Bearer”");

        person.clicks("bearerTokenOffer").awaitsNo("bearerTokenError");

        assertThat(person.reads("bearerToken")).isEqualTo("abc.DEF");
    }

    @Test
    void showsEveryErrorWhenRegisterIsPressedAndGoesToTheFirst() {
        opensThePopup().chooses("authTypeChoice", 1).fills("hmacPrefix", "not visible: ä").fills("hmacHeader", "Content-Type");

        person.clicks("saveButton").awaitsText("urlError", "Fill in this field.");

        assertThat(person.focus()).isEqualTo("urlField");
        assertThat(person.reads("hmacHeaderError")).contains("Content-Type is set by Waybill");
        assertThat(person.reads("hmacSecretError")).isEqualTo("Fill in this field.");
        assertThat(person.reads("hmacPrefixError")).contains("ASCII");
        person.fills("urlField", URL).fills("hmacHeader", "X-Signature").clicks("saveButton").awaitsFocus("hmacSecret");
        assertThat(person.sees("urlError") || person.sees("hmacHeaderError")).as("errors of what is mended").isFalse();
    }

    @Test
    void keepsWhatWasTypedForOtherTypesUntilItCloses() {
        opensThePopup().chooses("authTypeChoice", 2).fills("basicUsername", "ann").fills("basicPassword", SECRET);
        person.chooses("authTypeChoice", 4).fills("apiKeyName", "key").clicks("apiKeyPlacementQuery");

        person.chooses("authTypeChoice", 2);

        assertThat(person.reads("basicUsername")).isEqualTo("ann");
        assertThat(person.reads("basicPassword")).isEqualTo(SECRET);
        person.leavesThePopup();
        opensThePopup().chooses("authTypeChoice", 2);
        assertThat(person.reads("basicUsername")).isEmpty();
        assertThat(person.reads("basicPassword")).isEmpty();
    }

    @Test
    void previewsTheRequestWithTheSignatureAsItWouldGo() throws GeneralSecurityException {
        opensThePopup();
        assertThat(person.reads("requestPreview")).contains("as soon as the fields are filled in correctly");

        person.fills("urlField", URL).chooses("authTypeChoice", 1).fills("hmacHeader", "X-Signature");
        person.fills("hmacSecret", SECRET).chooses("hmacEncoding", 1).fills("hmacPrefix", "sha256=");

        String signature = "X-Signature: sha256=" + HexFormat.of().formatHex(hmac(EndpointTest.BODY));
        assertThat(person.reads("requestPreview")).startsWith("POST /hooks?a=1 HTTP/1.1\nHost: api.example.com\n")
                .contains("\nContent-Type: application/json\n", "\nWaybill-Trigger: test\n", "\n" + signature + "\n",
                        "exact " + EndpointTest.BODY.length() + " bytes of the body:\n" + EndpointTest.BODY)
                .endsWith("Signature:\n" + signature).doesNotContain(SECRET);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("destinations")
    void registersEachTypeAndShowsItMasked(String type, Map<String, String> fields, String line, String shownInPreview) {
        opensThePopup().fills("urlField", URL);
        person.chooses("authTypeChoice", TYPES.indexOf(type));
        fields.forEach((id, value) -> {
            if (value.isEmpty()) {
                person.clicks(id);
            } else {
                person.fills(id, value);
            }
        });
        assertThat(person.reads("requestPreview")).contains(shownInPreview).doesNotContain(SECRET, "planted");

        person.clicks("saveButton").awaitsText("destinationUrl", URL);

        assertThat(person.reads("destinationAuth")).isEqualTo(line);
        assertThat(person.reads("destinationStatus")).isEqualTo("Not tested");
        assertThat(person.sees("destinationReveal")).isEqualTo(!fields.isEmpty());
    }

    static Stream<Arguments> destinations() {
        return Stream.of(Arguments.of("Default", Map.of(), "Default", "Content-Type: application/json"),
                Arguments.of("Custom SHA-256 HMAC Signature", Map.of("hmacHeader", "X-Signature", "hmacSecret", SECRET),
                        "Custom SHA-256 HMAC Signature · header key X-Signature · signing secret •••••• · signature format Base64",
                        "X-Signature: "),
                Arguments.of("Basic Auth", Map.of("basicUsername", "ann", "basicPassword", SECRET),
                        "Basic Auth · username ann · password ••••••", "Authorization: Basic ••••••"),
                Arguments.of("Bearer Token", Map.of("bearerToken", "planted.token-42"), "Bearer Token · token ••••••",
                        "Authorization: Bearer ••••••"),
                Arguments.of("API Key", Map.of("apiKeyName", "X-Api-Key", "apiKeyValue", "planted key"),
                        "API Key · key X-Api-Key · value •••••• · sent in Header", "X-Api-Key: ••••••"),
                Arguments.of("API Key", Map.of("apiKeyName", "key", "apiKeyValue", SECRET, "apiKeyPlacementQuery", ""),
                        "API Key · key key · value •••••• · sent in Query parameter", "POST /hooks?a=1&key=•••••• HTTP/1.1"));
    }

    @Test
    void thereIsNoSecondWayToRegisterUntilItIsDeleted() {
        opensThePopup().fills("urlField", URL);
        WindowThread.run(() -> {
            var save = (Button) Screen.find("saveButton").orElseThrow();
            save.fire();
            save.fire();
        });
        person.awaits("sendTestButton");
        assertThat(person.sees("saveError")).as("an error of a second press").isFalse();
        assertThat(exists("registerButton") || exists("practiceButton")).as("Register in the scene graph").isFalse();
        person.clicks("showReceiver").clicks("receiverToggle").awaitsText("receiverToggle", "Stop");
        assertThat(person.sees("receiverUse")).isFalse();
        person.clicks("receiverToggle").awaitsText("receiverToggle", "Start").clicks("showDestination");

        person.clicks("deleteButton").awaitsText("alertText", "Waybill forgets " + URL);
        person.clicks("declineButton").awaitsNo("alertText");
        assertThat(person.reads("destinationUrl")).isEqualTo(URL);

        person.clicks("deleteButton").clicks("confirmButton").awaits("registerButton");
        assertThat(exists("destinationUrl")).isFalse();
    }

    private Person opensThePopup() {
        return person.clicks("registerButton").awaits("saveButton");
    }

    private static boolean exists(String id) {
        return WindowThread.call(() -> Screen.nodes().anyMatch(node -> id.equals(node.getId())));
    }

    private static <T> List<String> names(ComboBox<T> box) {
        return box.getItems().stream().map(box.getConverter()::toString).toList();
    }

    private static byte[] hmac(String text) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
