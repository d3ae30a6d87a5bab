package waybill.vault.keychain;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls functions of libsecret (0.18 or later) and of the GLib beneath it by name. Only here memory is touched that Java
 * does not guard: a wrong argument would end the process.
 * <p>
 * Arguments and results are words of 64 bits, which hold pointers and integers alike: the calling conventions of 64-bit
 * Unix pass both in the same registers. So one binding serves all functions of as many arguments, and a first read in a
 * fresh process takes a third of the time that it takes with a binding for each signature.
 */
@SuppressWarnings("restricted")
final class LibSecret {
    static final long NULL = 0;
    static final long FALSE = 0;

    /** Its name since 2012: the number changes only with an incompatible one. */
    static final String FILE = "libsecret-1.so.0";

    /** In a GError: a domain and a code of four bytes each, then the message. */
    private static final long ERROR_MESSAGE = 8;
    private static final long LONGEST_MESSAGE = 4096;

    private final SymbolLookup library;
    private final Linker linker = Linker.nativeLinker();
    private final Map<Integer, MethodHandle> bindings = new ConcurrentHashMap<>();

    private LibSecret(SymbolLookup library) {
        this.library = library;
    }

    /** The service refused, or is not there. The message is GLib's and has no secret in it. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    /** The library, if this system has it. It stays loaded: GLib's types cannot be unloaded. */
    static Optional<LibSecret> load(String file) {
        try {
            return Optional.of(new LibSecret(SymbolLookup.libraryLookup(file, Arena.global())));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** @throws Fault if the library has no such function */
    long addressOf(String function) throws Fault {
        return symbol(function).address();
    }

    /**
     * Calls a function of 1, 2, 3, 5 or 8 arguments; what a {@code void} one returns means nothing.
     *
     * @throws Fault if the library has no such function
     */
    long call(String function, long... a) throws Fault {
        MemorySegment target = symbol(function);
        MethodHandle binding = bindings.computeIfAbsent(a.length, this::bind);
        try {
            return switch (a.length) {
                case 1 -> (long) binding.invokeExact(target, a[0]);
                case 2 -> (long) binding.invokeExact(target, a[0], a[1]);
                case 3 -> (long) binding.invokeExact(target, a[0], a[1], a[2]);
                case 5 -> (long) binding.invokeExact(target, a[0], a[1], a[2], a[3], a[4]);
                case 8 -> (long) binding.invokeExact(target, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
                default -> throw new IllegalArgumentException(function + " with " + a.length + " arguments");
            };
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException("C functions throw nothing", impossible);
        }
    }

    /** @throws Fault with the message of the GError that a function left at {@code place}, if it did */
    void check(MemorySegment place) throws Fault {
        long error = place.get(ValueLayout.JAVA_LONG, 0);
        if (error != NULL) {
            long text = memory(error + ERROR_MESSAGE, Long.BYTES).get(ValueLayout.JAVA_LONG, 0);
            String message = text == NULL ? "no message" : memory(text, LONGEST_MESSAGE).getString(0);
            call("g_error_free", error);
            throw new Fault(message);
        }
    }

    /** Has {@code release} called with {@code pointer}, unless that is null, when {@code arena} is closed. */
    long owned(long pointer, String release, Arena arena) {
        if (pointer != NULL) {
            MemorySegment.ofAddress(pointer).reinterpret(arena, _ -> {
                try {
                    call(release, pointer);
                } catch (Fault missing) {
                    throw new IllegalStateException(missing);
                }
            });
        }
        return pointer;
    }

    /** The memory at {@code pointer}, {@code size} bytes of it, as long as it lasts. */
    static MemorySegment memory(long pointer, long size) {
        return MemorySegment.ofAddress(pointer).reinterpret(size);
    }

    private MemorySegment symbol(String function) throws Fault {
        return library.find(function).orElseThrow(() -> new Fault("libsecret has no " + function));
    }

    private MethodHandle bind(int arguments) {
        MemoryLayout[] words = Collections.nCopies(arguments, ValueLayout.JAVA_LONG).toArray(MemoryLayout[]::new);
        return linker.downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, words));
    }
}
