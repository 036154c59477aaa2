package lanewise.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import lanewise.backend.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * A native library that is loaded, for as long as the process lives. Pointers, handles and sizes pass as {@code long}, since
 * only 64-bit systems have these libraries; so a few kinds of calls serve all functions.
 */
@SuppressWarnings("restricted") // to call native functions is what this package is for
final class Library {

    private final String name;
    private final SymbolLookup symbols;

    private Library(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /** By a bare name, where the system's loader looks; null if it finds none that loads. */
    static @Nullable Library named(String name) throws NotLoadedException {
        try {
            return new Library(name, SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            return null;
        } catch (RuntimeException e) {
            throw new NotLoadedException(
                    name + " may not be loaded: " + e.getMessage()
                            + "; start Java with --enable-native-access=lanewise, on the class"
                            + " path with --enable-native-access=ALL-UNNAMED",
                    e);
        }
    }

    /** By its file. */
    static Library at(Path file) throws NotLoadedException {
        try {
            return new Library(file.toString(), SymbolLookup.libraryLookup(file, Arena.global()));
        } catch (RuntimeException e) {
            throw new NotLoadedException(file + ": " + whyNot(file), e);
        }
    }

    /** What the system's loader says, which a lookup keeps to itself. */
    private static String whyNot(Path file) {
        try {
            System.load(file.toString());
            return "loads only in another way";
        } catch (LinkageError | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The name or the file it was found by. */
    String name() {
        return name;
    }

    /** A function that gives back a status or another whole number. */
    MethodHandle function(String function, MemoryLayout... parameters) {
        return function(FunctionDescriptor.of(ValueLayout.JAVA_INT, parameters), function);
    }

    /** A function that gives back a pointer; null where the library has none of that name. */
    @Nullable
    MethodHandle pointerFunction(String function, MemoryLayout... parameters) {
        FunctionDescriptor type = FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters);
        return symbols.find(function)
                .map(place -> Linker.nativeLinker().downcallHandle(place, type))
                .orElse(null);
    }

    private MethodHandle function(FunctionDescriptor type, String function) {
        MemorySegment place = symbols.find(function)
                .orElseThrow(() -> new DeviceException(
                        "no GPU: " + name + " has no function " + function + ": it is too old or too new"));
        return Linker.nativeLinker().downcallHandle(place, type);
    }

    /** A native call threw, which it can't: the binding is wrong. */
    static DeviceException broken(Throwable thrown) {
        return new DeviceException("a call of a native function failed: " + thrown, thrown);
    }

    /** A library that is not there, or can't be loaded; the message says why. */
    static final class NotLoadedException extends Exception {

        private static final long serialVersionUID = 1;

        NotLoadedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
