package waybill.store;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import waybill.destination.Auth;
import waybill.destination.Destination;
import waybill.destination.Readiness;
import waybill.destination.Registered;
import waybill.vault.FakeKeychain;

/**
 * Registers, edits, notes and deletes as fast as it can, and says what it begins and what was acknowledged, until it is
 * killed. Each state follows from its number, so that whoever looks afterwards knows what must be there.
 */
final class CrashingProcess {
    static final String BEGINS = "begins ";
    static final String ACKNOWLEDGED = "acknowledged ";

    private static final int DELETED = 7;
    private static final int NOTED = 5;

    private CrashingProcess() {}

    /** @param arguments the folder, the number of the state that is there, the keychain's entry and its secret in hex */
    public static void main(String[] arguments) {
        FakeKeychain keychain = FakeKeychain.ready();
        keychain.entries().put(arguments[2], HexFormat.of().parseHex(arguments[3]));
        Home home = Home.open(Path.of(arguments[0]), keychain, new Database(new SecureRandom()));
        if (!(home.status() instanceof waybill.vault.VaultStatus.Opened)) {
            System.out.println(home.status());
            return;
        }
        for (long number = Long.parseLong(arguments[1]) + 1;; number++) {
            System.out.println(BEGINS + number);
            change(home, number);
            System.out.println(ACKNOWLEDGED + number);
        }
    }

    /** What is stored after change {@code number}; nothing at 0. */
    static Optional<Registered> state(long number) {
        if (number <= 0 || number % DELETED == 0) {
            return Optional.empty();
        }
        if (number % NOTED == 0) {
            return state(number - 1).map(registered -> new Registered(registered.destination(), readiness(number)));
        }
        return Optional.of(new Registered(destination(number), readiness(number)));
    }

    private static void change(Home home, long number) {
        if (number % DELETED == 0) {
            home.destinations().delete();
        } else if (number % NOTED == 0) {
            state(number - 1).ifPresent(there -> home.destinations().note(there.destination(), readiness(number)));
        } else if (state(number - 1).isEmpty()) {
            home.destinations().register(destination(number), readiness(number));
        } else {
            home.destinations().replace(destination(number), readiness(number));
        }
    }

    private static Destination destination(long number) {
        List<Auth> auths = Destinations.everyAuth("secret number " + number);
        return Destinations.with(auths.get((int) (number % auths.size())));
    }

    private static Readiness readiness(long number) {
        return Readiness.of(Readiness.State.READY, Instant.ofEpochSecond(number));
    }
}
