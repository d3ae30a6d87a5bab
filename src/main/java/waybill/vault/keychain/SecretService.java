package waybill.vault.keychain;

import static waybill.vault.keychain.LibSecret.FALSE;
import static waybill.vault.keychain.LibSecret.NULL;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;

import waybill.vault.Keychain.Availability;
import waybill.vault.keychain.LibSecret.Fault;

/**
 * One conversation with the Secret Service of the session bus, through libsecret. To be used and closed by one thread; a
 * new one is begun for each task, because a session does not outlive a restart of the service.
 *
 * @see <a href="https://specifications.freedesktop.org/secret-service/latest/">Secret Service API</a>
 */
final class SecretService implements AutoCloseable {
    private static final long SESSION_BUS = 2;
    private static final long NO_FLAGS = 0;
    /** Both the alias of the collection and libsecret's name for it. */
    private static final String DEFAULT_COLLECTION = "default";
    private static final long LONGEST_SECRET = 64 * 1024;

    private final LibSecret lib;
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment error = arena.allocate(ValueLayout.JAVA_LONG);
    private final long service;

    private SecretService(LibSecret lib) throws Fault {
        this.lib = lib;
        try {
            this.service = connect();
        } catch (Fault | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    /** @throws Fault if there is no session bus */
    static SecretService open(LibSecret lib) throws Fault {
        return new SecretService(lib);
    }

    @Override
    public void close() {
        try {
            // Else libsecret hands out this session again, even if the service was started anew meanwhile and does not
            // know it. The function takes no argument; one more in a register disturbs nobody.
            lib.call("secret_service_disconnect", NULL);
        } catch (Fault missing) {
            throw new IllegalStateException(missing);
        } finally {
            arena.close();
        }
    }

    /** How the default collection is right now; absent if there is none, or no service. */
    Availability collection() throws Fault {
        long collection = defaultCollection();
        if (collection == NULL) {
            return Availability.ABSENT;
        }
        boolean locked = (int) lib.call("secret_collection_get_locked", collection) != FALSE;
        return locked ? Availability.LOCKED : Availability.READY;
    }

    /** Has the service ask the person to unlock the default collection, and waits for the answer. */
    void unlock() throws Fault {
        long collection = defaultCollection();
        if (collection != NULL) {
            long list = owned(lib.call("g_list_append", NULL, collection), "g_list_free");
            checked("secret_service_unlock_sync", service, list, NULL, NULL, error.address());
        }
    }

    /** The bytes stored under {@code attributes} in any collection; the caller wipes them. */
    Optional<byte[]> lookup(Map<String, String> attributes) throws Fault {
        long value = checked("secret_service_lookup_sync", service, NULL, table(attributes), NULL, error.address());
        if (owned(value, "secret_value_unref") == NULL) {
            return Optional.empty();
        }
        MemorySegment length = arena.allocate(ValueLayout.JAVA_LONG);
        long bytes = lib.call("secret_value_get", value, length.address());
        long size = length.get(ValueLayout.JAVA_LONG, 0);
        if (size < 0 || size > LONGEST_SECRET) {
            throw new Fault("entry of " + size + " bytes");
        }
        return Optional.of(LibSecret.memory(bytes, size).toArray(ValueLayout.JAVA_BYTE));
    }

    /** Stores {@code text} in the default collection, in the place of what has the same attributes. */
    void store(Map<String, String> attributes, String label, byte[] text) throws Fault {
        MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
        long value = lib.call("secret_value_new", copy.address(), copy.byteSize(), string("text/plain"));
        copy.fill((byte) 0);
        long stored = checked("secret_service_store_sync", service, NULL, table(attributes), string(DEFAULT_COLLECTION),
                string(label), owned(value, "secret_value_unref"), NULL, error.address());
        if ((int) stored == FALSE) {
            throw new Fault("not stored");
        }
    }

    /** Removes what has these attributes, if anything has. */
    void clear(Map<String, String> attributes) throws Fault {
        checked("secret_service_clear_sync", service, NULL, table(attributes), NULL, error.address());
    }

    private long connect() throws Fault {
        long bus = owned(checked("g_bus_get_sync", SESSION_BUS, NULL, error.address()), "g_object_unref");
        if ((int) lib.call("g_dbus_connection_is_closed", bus) != FALSE) {
            throw new Fault("the session bus is closed");
        }
        // Else GLib raises SIGTERM when the bus goes, and the application goes with it.
        lib.call("g_dbus_connection_set_exit_on_close", bus, FALSE);
        return owned(checked("secret_service_get_sync", NO_FLAGS, NULL, error.address()), "g_object_unref");
    }

    /** Asked anew each time, since a proxy hears of a change only while its thread serves GLib's loop. */
    private long defaultCollection() throws Fault {
        return owned(checked("secret_collection_for_alias_sync", service, string(DEFAULT_COLLECTION), NO_FLAGS, NULL,
                error.address()), "g_object_unref");
    }

    private long table(Map<String, String> attributes) throws Fault {
        long table = lib.call("g_hash_table_new", lib.addressOf("g_str_hash"), lib.addressOf("g_str_equal"));
        for (var attribute : attributes.entrySet()) {
            lib.call("g_hash_table_insert", table, string(attribute.getKey()), string(attribute.getValue()));
        }
        return owned(table, "g_hash_table_unref");
    }

    private long checked(String function, long... arguments) throws Fault {
        long result = lib.call(function, arguments);
        lib.check(error);
        return result;
    }

    private long string(String text) {
        return arena.allocateFrom(text).address();
    }

    private long owned(long pointer, String release) {
        return lib.owned(pointer, release, arena);
    }
}
