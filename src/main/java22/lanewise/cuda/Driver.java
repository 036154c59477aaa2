package lanewise.cuda;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import lanewise.backend.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the driver, {@code libcuda}, each by its name. A result that is no success throws. Results come back
 * through memory of this object, so it serves one caller at a time.
 */
final class Driver {

    static final int OUT_OF_MEMORY = 2;

    private static final int COMPUTE_CAPABILITY_MAJOR = 75;
    private static final int COMPUTE_CAPABILITY_MINOR = 76;
    private static final int INFO_LOG = 3;
    private static final int INFO_LOG_BYTES = 4;
    private static final int ERROR_LOG = 5;
    private static final int ERROR_LOG_BYTES = 6;
    private static final int NON_BLOCKING = 1;
    private static final int DISABLE_TIMING = 2;

    private final Library library;
    private final MemorySegment out;

    private final MethodHandle init;
    private final MethodHandle driverVersion;
    private final MethodHandle deviceCount;
    private final MethodHandle device;
    private final MethodHandle deviceName;
    private final MethodHandle deviceAttribute;
    private final MethodHandle deviceMemory;
    private final MethodHandle retainContext;
    private final MethodHandle releaseContext;
    private final MethodHandle setCurrent;
    private final MethodHandle memoryInfo;
    private final MethodHandle allocate;
    private final MethodHandle free;
    private final MethodHandle allocateHost;
    private final MethodHandle freeHost;
    private final MethodHandle copyUp;
    private final MethodHandle copyDown;
    private final MethodHandle copyAcross;
    private final MethodHandle fill;
    private final MethodHandle createStream;
    private final MethodHandle destroyStream;
    private final MethodHandle synchronizeStream;
    private final MethodHandle waitForEvent;
    private final MethodHandle createEvent;
    private final MethodHandle recordEvent;
    private final MethodHandle synchronizeEvent;
    private final MethodHandle destroyEvent;
    private final MethodHandle loadModule;
    private final MethodHandle unloadModule;
    private final MethodHandle moduleFunction;
    private final MethodHandle launch;
    private final MethodHandle errorName;
    private final MethodHandle errorText;

    /**
     * Binds the functions.
     *
     * @param arena for as long as this object is used
     * @throws DeviceException if the library lacks one
     */
    Driver(Library library, Arena arena) {
        this.library = library;
        out = arena.allocate(JAVA_LONG, 2);
        init = library.function("cuInit", JAVA_INT);
        driverVersion = library.function("cuDriverGetVersion", JAVA_LONG);
        deviceCount = library.function("cuDeviceGetCount", JAVA_LONG);
        device = library.function("cuDeviceGet", JAVA_LONG, JAVA_INT);
        deviceName = library.function("cuDeviceGetName", JAVA_LONG, JAVA_INT, JAVA_INT);
        deviceAttribute = library.function("cuDeviceGetAttribute", JAVA_LONG, JAVA_INT, JAVA_INT);
        deviceMemory = library.function("cuDeviceTotalMem_v2", JAVA_LONG, JAVA_INT);
        retainContext = library.function("cuDevicePrimaryCtxRetain", JAVA_LONG, JAVA_INT);
        releaseContext = library.function("cuDevicePrimaryCtxRelease_v2", JAVA_INT);
        setCurrent = library.function("cuCtxSetCurrent", JAVA_LONG);
        memoryInfo = library.function("cuMemGetInfo_v2", JAVA_LONG, JAVA_LONG);
        allocate = library.function("cuMemAlloc_v2", JAVA_LONG, JAVA_LONG);
        free = library.function("cuMemFree_v2", JAVA_LONG);
        allocateHost = library.function("cuMemAllocHost_v2", JAVA_LONG, JAVA_LONG);
        freeHost = library.function("cuMemFreeHost", JAVA_LONG);
        copyUp = library.function("cuMemcpyHtoDAsync_v2", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        copyDown = library.function("cuMemcpyDtoHAsync_v2", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        copyAcross = library.function("cuMemcpyDtoDAsync_v2", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        fill = library.function("cuMemsetD32Async", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
        createStream = library.function("cuStreamCreate", JAVA_LONG, JAVA_INT);
        destroyStream = library.function("cuStreamDestroy_v2", JAVA_LONG);
        synchronizeStream = library.function("cuStreamSynchronize", JAVA_LONG);
        waitForEvent = library.function("cuStreamWaitEvent", JAVA_LONG, JAVA_LONG, JAVA_INT);
        createEvent = library.function("cuEventCreate", JAVA_LONG, JAVA_INT);
        recordEvent = library.function("cuEventRecord", JAVA_LONG, JAVA_LONG);
        synchronizeEvent = library.function("cuEventSynchronize", JAVA_LONG);
        destroyEvent = library.function("cuEventDestroy_v2", JAVA_LONG);
        loadModule = library.function("cuModuleLoadDataEx", JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG);
        unloadModule = library.function("cuModuleUnload", JAVA_LONG);
        moduleFunction = library.function("cuModuleGetFunction", JAVA_LONG, JAVA_LONG, JAVA_LONG);
        launch = library.function(
                "cuLaunchKernel",
                JAVA_LONG,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_LONG);
        errorName = library.function("cuGetErrorName", JAVA_INT, JAVA_LONG);
        errorText = library.function("cuGetErrorString", JAVA_INT, JAVA_LONG);
    }

    /** Where the library was found. */
    String libraryName() {
        return library.name();
    }

    // The driver and its devices

    void init() {
        check("cuInit", Call.of(init, 0));
    }

    /** The newest version of CUDA that the driver knows: 12030 is 12.3. */
    int version() {
        check("cuDriverGetVersion", Call.of(driverVersion, out.address()));
        return out.get(JAVA_INT, 0);
    }

    int deviceCount() {
        check("cuDeviceGetCount", Call.of(deviceCount, out.address()));
        return out.get(JAVA_INT, 0);
    }

    int device(int number) {
        check("cuDeviceGet", Call.of(device, out.address(), number));
        return out.get(JAVA_INT, 0);
    }

    String deviceName(int device) {
        try (Arena arena = Arena.ofConfined()) {
            int bytes = 256;
            MemorySegment name = arena.allocate(bytes);
            check("cuDeviceGetName", Call.of(deviceName, name.address(), bytes, device));
            return name.getString(0);
        }
    }

    /** Ten times the major and once the minor number: 75 is 7.5. */
    int computeCapability(int device) {
        return 10 * attribute(COMPUTE_CAPABILITY_MAJOR, device) + attribute(COMPUTE_CAPABILITY_MINOR, device);
    }

    private int attribute(int attribute, int ofDevice) {
        check("cuDeviceGetAttribute", Call.of(deviceAttribute, out.address(), attribute, ofDevice));
        return out.get(JAVA_INT, 0);
    }

    long memoryBytes(int device) {
        check("cuDeviceTotalMem", Call.of(deviceMemory, out.address(), device));
        return out.get(JAVA_LONG, 0);
    }

    /** The context that all of a process shares. */
    long retainContext(int device) {
        check("cuDevicePrimaryCtxRetain", Call.of(retainContext, out.address(), device));
        return out.get(JAVA_LONG, 0);
    }

    void releaseContext(int device) {
        check("cuDevicePrimaryCtxRelease", Call.of(releaseContext, device));
    }

    /** For the calling thread. */
    void setCurrent(long context) {
        check("cuCtxSetCurrent", Call.of(setCurrent, context));
    }

    // Memory

    long freeBytes() {
        check("cuMemGetInfo", Call.of(memoryInfo, out.address(), out.address() + Long.BYTES));
        return out.get(JAVA_LONG, 0);
    }

    /** Memory of the device, or 0 if it has not so much. */
    long allocate(long bytes) {
        int result = Call.of(allocate, out.address(), bytes);
        if (result == OUT_OF_MEMORY) {
            return 0;
        }
        check("cuMemAlloc", result);
        return out.get(JAVA_LONG, 0);
    }

    void free(long address) {
        check("cuMemFree", Call.of(free, address));
    }

    /** Memory of the host that the device reads and writes while both go on with their work, or null if there is none. */
    @SuppressWarnings("restricted") // the driver has just said that so many bytes are there
    @Nullable
    MemorySegment allocateHost(long bytes) {
        int result = Call.of(allocateHost, out.address(), bytes);
        if (result == OUT_OF_MEMORY) {
            return null;
        }
        check("cuMemAllocHost", result);
        return MemorySegment.ofAddress(out.get(JAVA_LONG, 0)).reinterpret(bytes);
    }

    void freeHost(MemorySegment memory) {
        check("cuMemFreeHost", Call.of(freeHost, memory.address()));
    }

    void copyUp(long target, long source, long bytes, long stream) {
        check("cuMemcpyHtoDAsync", Call.of(copyUp, target, source, bytes, stream));
    }

    void copyDown(long target, long source, long bytes, long stream) {
        check("cuMemcpyDtoHAsync", Call.of(copyDown, target, source, bytes, stream));
    }

    void copyAcross(long target, long source, long bytes, long stream) {
        check("cuMemcpyDtoDAsync", Call.of(copyAcross, target, source, bytes, stream));
    }

    void fill(long target, int bits, long count, long stream) {
        check("cuMemsetD32Async", Call.of(fill, target, bits, count, stream));
    }

    // Streams and events

    long createStream() {
        check("cuStreamCreate", Call.of(createStream, out.address(), NON_BLOCKING));
        return out.get(JAVA_LONG, 0);
    }

    void destroyStream(long stream) {
        check("cuStreamDestroy", Call.of(destroyStream, stream));
    }

    void synchronizeStream(long stream) {
        check("cuStreamSynchronize", Call.of(synchronizeStream, stream));
    }

    /** What is queued on the stream from now on begins after the event. */
    void waitForEvent(long stream, long event) {
        check("cuStreamWaitEvent", Call.of(waitForEvent, stream, event, 0));
    }

    long createEvent() {
        check("cuEventCreate", Call.of(createEvent, out.address(), DISABLE_TIMING));
        return out.get(JAVA_LONG, 0);
    }

    /** The event comes when all that is queued on the stream so far is done. */
    void recordEvent(long event, long stream) {
        check("cuEventRecord", Call.of(recordEvent, event, stream));
    }

    void synchronizeEvent(long event) {
        check("cuEventSynchronize", Call.of(synchronizeEvent, event));
    }

    void destroyEvent(long event) {
        check("cuEventDestroy", Call.of(destroyEvent, event));
    }

    // Kernels

    /** Lets the driver compile kernels for the device; what it has to say about a failure is in the exception. */
    long loadModule(String ptx) {
        try (Arena arena = Arena.ofConfined()) {
            int bytes = 4096;
            MemorySegment log = arena.allocate(bytes);
            MemorySegment info = arena.allocate(bytes);
            MemorySegment options = arena.allocateFrom(JAVA_INT, ERROR_LOG, ERROR_LOG_BYTES, INFO_LOG, INFO_LOG_BYTES);
            MemorySegment values = arena.allocateFrom(JAVA_LONG, log.address(), bytes, info.address(), bytes);
            int result = Call.of(
                    loadModule,
                    out.address(),
                    arena.allocateFrom(ptx).address(),
                    4,
                    options.address(),
                    values.address());
            if (result != 0) {
                throw new DeviceException("the driver could not compile the kernels: " + text(result) + " "
                        + log.getString(0).trim());
            }
            return out.get(JAVA_LONG, 0);
        }
    }

    void unloadModule(long module) {
        check("cuModuleUnload", Call.of(unloadModule, module));
    }

    long moduleFunction(long module, String name) {
        try (Arena arena = Arena.ofConfined()) {
            int result = Call.of(
                    moduleFunction,
                    out.address(),
                    module,
                    arena.allocateFrom(name).address());
            check("cuModuleGetFunction " + name, result);
            return out.get(JAVA_LONG, 0);
        }
    }

    /**
     * Queues a kernel.
     *
     * @param arguments where pointers to the arguments stand
     * @return what {@link #check} is to be asked about
     */
    int launch(long function, int blocks, int threads, long stream, long arguments) {
        try {
            return (int) launch.invokeExact(function, blocks, 1, 1, threads, 1, 1, 0, stream, arguments, 0L);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    // Errors

    /** Throws if the driver was asked in vain. */
    void check(String what, int result) {
        if (result != 0) {
            throw new DeviceException(what + ": " + text(result));
        }
    }

    /** What the driver calls a result. */
    private String text(int result) {
        String name = result == 0 ? "CUDA_SUCCESS" : string(errorName, result);
        return String.format(Locale.ROOT, "%s (%d): %s", name, result, string(errorText, result));
    }

    @SuppressWarnings("restricted") // texts of the library end with a 0
    private String string(MethodHandle function, int result) {
        if (Call.of(function, result, out.address()) != 0) {
            return "unknown";
        }
        return MemorySegment.ofAddress(out.get(JAVA_LONG, 0))
                .reinterpret(Integer.MAX_VALUE)
                .getString(0);
    }
}
