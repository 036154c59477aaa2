package lanewise.cuda;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** What {@code native/stub} lets a test set and see. There is one in a process, so its tests run one after the other. */
@SuppressWarnings("restricted") // to call it is what this is for; its texts end with a 0
final class Stub {

    private final SymbolLookup symbols =
            SymbolLookup.libraryLookup(StubFolder.path().resolve("libcuda.so.1"), Arena.global());
    private final MethodHandle configure = bind("configure", FunctionDescriptor.ofVoid(JAVA_LONG));
    private final MethodHandle count = bind("count", returningLong(JAVA_LONG));
    private final MethodHandle error = bind("error", returningLong());

    private Stub() {}

    private static FunctionDescriptor returningLong(MemoryLayout... parameters) {
        return FunctionDescriptor.of(JAVA_LONG, parameters);
    }

    private MethodHandle bind(String name, FunctionDescriptor type) {
        return Linker.nativeLinker()
                .downcallHandle(symbols.find("lanewise_stub_" + name).orElseThrow(), type);
    }

    /** With settings such as {@code cuInit=100}; the test is skipped where the stub can't be built. */
    static Stub with(String settings) {
        Stub stub = new Stub();
        stub.configure(settings);
        return stub;
    }

    static LibrarySearch libraries() {
        return new LibrarySearch(Map.of(LibrarySearch.FOLDER, StubFolder.path().toString())::get, false);
    }

    static CudaBackend open() {
        return (CudaBackend) new CudaCards(libraries()).open(0);
    }

    /** Sets what fails from now on, and counts from 0. */
    void configure(String settings) {
        try (Arena arena = Arena.ofConfined()) {
            configure.invokeExact(arena.allocateFrom(settings).address());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Calls of a function, launches of {@code kernel:name}, {@code bytes:up}, {@code bytes:down}, {@code live}. */
    long count(String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (long) count.invokeExact(arena.allocateFrom(name).address());
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** The first mistake that the stub has seen. */
    String error() {
        try {
            return MemorySegment.ofAddress((long) error.invokeExact())
                    .reinterpret(10_000)
                    .getString(0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Nothing was done wrong and, all being closed, nothing is left. */
    void nothingIsLeft() {
        assertEquals("", error());
        assertEquals(0, count("live"), "bytes of device memory that were not given back");
    }
}
