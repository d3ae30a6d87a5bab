package waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import waybill.Main;
import waybill.destination.EndpointUrl;

/**
 * Somebody who starts the installed Waybill, whose vault has {@link #PASSPHRASE}, and uses the keyboard to unlock it, register
 * the practice receiver with a signature, send a test, and deliver a message. Every step waits for what it should lead to, and the process ends
 * with 1 if that does not come. Started with the installed runtime and jars; the first argument is a folder for what was seen,
 * the others a command that takes a picture of the screen.
 */
public final class Walk {
    /** Also typed by the script that makes the vault. */
    static final String PASSPHRASE = "four words in a row";
    private static final String SECRET = "only for the walk";

    private final Path folder;
    private final List<String> camera;
    private final Keyboard keyboard;

    private Walk(Path folder, List<String> camera) throws Exception {
        this.folder = folder;
        this.camera = camera;
        Nodes.await("unlockButton");
        keyboard = new Keyboard();
    }

    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(() -> Main.main(new String[0]));
        int status = 1;
        try {
            var walk = new Walk(Path.of(args[0]), List.of(args).subList(1, args.length));
            status = walk.succeeds() ? 0 : 1;
        } catch (Exception failure) {
            failure.printStackTrace();
        }
        System.exit(status);
    }

    private boolean succeeds() throws Exception {
        try {
            knowsInternationalNames();
            unlocks();
            registers();
            sendsATest();
            readsTheVerdict();
            delivers();
            return true;
        } catch (Exception failure) {
            failure.printStackTrace();
            photographs("walk-failure");
            return false;
        }
    }

    /** The package has only those data of ICU that host names need. */
    private static void knowsInternationalNames() {
        String url = EndpointUrl.of("https://b\u00fccher.example/").text();
        if (!url.equals("https://xn--bcher-kva.example/")) {
            throw new IllegalStateException("an international name became " + url);
        }
    }

    private void unlocks() throws Exception {
        photographs("1-locked");
        keyboard.at("passphraseField").types(PASSPHRASE).presses(KeyCode.ENTER);
        Nodes.await("practiceButton");
        photographs("2-unlocked");
    }

    private void registers() throws Exception {
        keyboard.pressesButton("practiceButton");
        keyboard.at("authTypeChoice");
        var choice = (ComboBoxBase<?>) Nodes.await("authTypeChoice");
        while (!Nodes.onWindowThread(() -> choice.getValue().toString()).equals("HMAC_SHA256")) {
            keyboard.presses(KeyCode.DOWN);
        }
        keyboard.at("hmacHeader").types("signature").at("hmacSecret").types(SECRET);
        photographs("3-registering");
        keyboard.pressesButton("saveButton");
        Nodes.await("the popup to close", () -> Optional.of(true).filter(_ -> Nodes.find("saveButton").isEmpty()));
        Nodes.await("sendTestButton");
    }

    private void sendsATest() throws Exception {
        keyboard.pressesButton("sendTestButton");
        notes("result", awaitsText("testResult", "200"));
        photographs("4-tested");
    }

    private void readsTheVerdict() throws Exception {
        keyboard.pressesButton("showReceiver");
        notes("verdict", awaitsText("receiverVerdict", "Signature valid"));
        photographs("5-verdict");
    }

    private void delivers() throws Exception {
        keyboard.pressesButton("showDeliver").at("payloadEditor").types("true").pressesButton("sendButton");
        notes("delivered", awaitsText("sendResult", "Delivered as"));
        photographs("6-delivered");
    }

    private static String awaitsText(String id, String part) throws Exception {
        return Nodes.await("“" + part + "” in " + id, () -> Nodes.find(id).map(Walk::text).filter(text -> text.contains(part)));
    }

    private static String text(Object node) {
        return switch (node) {
            case Labeled labeled -> labeled.getText();
            case TextInputControl input -> input.getText();
            default -> "";
        };
    }

    private void notes(String name, String text) throws IOException {
        System.out.println(name + ": " + text);
        Files.writeString(folder.resolve(name + ".txt"), text + "\n");
    }

    private void photographs(String name) throws Exception {
        if (!camera.isEmpty()) {
            var command = Stream.concat(camera.stream(), Stream.of(folder.resolve(name + ".png").toString())).toList();
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("no picture of " + name);
            }
        }
    }
}
