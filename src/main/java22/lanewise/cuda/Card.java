package lanewise.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import lanewise.backend.DeviceException;
import lanewise.backend.OutOfDeviceMemoryException;
import org.jspecify.annotations.Nullable;

/**
 * A card that is open: context, streams, kernels and memory, all owned here and given back by {@link #close()}, in order. What
 * is computed is queued on one stream; a second one takes uploads of batches past it. Its lock is that of all that works with
 * it, so any thread may, one at a time.
 */
final class Card implements AutoCloseable {

    /** That of the oldest cuBLAS that is looked for. */
    static final int OLDEST_DRIVER = 11_000;

    /** What the kernels were compiled for. */
    static final int LEAST_CAPABILITY = 70;

    private final int number;
    private final Arena arena = Arena.ofShared();
    private final Cleaner cleaner = Cleaner.create();
    private final Deque<Long> freeEvents = new ArrayDeque<>();
    private final Deque<Long> allEvents = new ArrayDeque<>();

    private final Driver driver;
    private final int driverVersion;
    private final int device;
    private final String model;
    private final int capability;
    private final long totalBytes;
    private final long context;

    private long computeStream;
    private long uploadStream;
    private long module;
    private @Nullable Cublas cublas;
    private final DeviceMemory memory;
    private final Transfers transfers;
    private final Launcher launcher;
    private final Products products;

    /** What comes when the uploads queued so far are done. */
    private final long uploadsDone;

    /** Whether something was uploaded that the compute stream doesn't wait for yet. */
    private boolean uploading;

    private volatile boolean closed;

    /**
     * Opens a card.
     *
     * @throws DeviceException with the reason, if it can't be used
     */
    Card(Library driverLibrary, LibrarySearch libraries, int number) {
        this.number = number;
        boolean retained = false;
        Driver bound = null;
        int found = 0;
        try {
            driver = new Driver(driverLibrary, arena);
            bound = driver;
            device = find(driver, number);
            found = device;
            driverVersion = driver.version();
            model = driver.deviceName(device);
            capability = driver.computeCapability(device);
            requireModern();
            totalBytes = driver.memoryBytes(device);
            context = driver.retainContext(device);
            retained = true;
            driver.setCurrent(context);
            computeStream = driver.createStream();
            uploadStream = driver.createStream();
            uploadsDone = takeEvent();
            cublas = libraries.cublas(driverVersion / 1000, this::serving);
            module = driver.loadModule(ptx());
            memory = new DeviceMemory(this, driver);
            launcher = new Launcher(this, driver, module, arena);
            transfers = new Transfers(this, driver);
            products = new Products(this, cublas, launcher);
        } catch (RuntimeException | LinkageError e) {
            if (retained) {
                Closing closing = new Closing();
                closeHandles(closing, bound, found);
            }
            arena.close();
            throw reason(e, number);
        }
    }

    /**
     * A cuBLAS that has multiplied on this card: one may load and not be made for it, as 13 is not for Volta.
     *
     * @throws DeviceException if it can't
     */
    private Cublas serving(Library library) {
        Cublas made = new Cublas(library, arena, computeStream);
        long matrix = 0;
        try {
            int side = 16;
            long count = (long) side * side;
            matrix = driver.allocate(2 * count * Float.BYTES);
            if (matrix == 0) {
                throw new DeviceException("there is no memory for a product of " + side + " x " + side);
            }
            long product = matrix + count * Float.BYTES;
            driver.fill(matrix, Float.floatToRawIntBits(0.5f), count, computeStream);
            made.check(
                    "cublasSgemm",
                    made.gemm(false, false, side, side, side, 1, matrix, side, matrix, side, 0, product, side));
            MemorySegment first = arena.allocate(JAVA_FLOAT);
            driver.copyDown(first.address(), product, Float.BYTES, computeStream);
            driver.synchronizeStream(computeStream);
            float expected = side * 0.25f;
            if (first.get(JAVA_FLOAT, 0) != expected) {
                throw new DeviceException("cublasSgemm gives " + first.get(JAVA_FLOAT, 0) + " for " + expected);
            }
            return made;
        } catch (DeviceException e) {
            Closing closing = new Closing(); // whose own failures are of no interest
            closing.attempt(made::destroy);
            throw e;
        } finally {
            if (matrix != 0) {
                long block = matrix;
                new Closing().attempt(() -> driver.free(block));
            }
        }
    }

    private static DeviceException reason(Throwable failure, int number) {
        if (failure instanceof DeviceException e
                && String.valueOf(e.getMessage()).startsWith("no GPU")) {
            return e;
        }
        String what = failure instanceof DeviceException ? failure.getMessage() : failure.toString();
        return new DeviceException("no GPU: cuda " + number + ": " + what, failure);
    }

    private static int find(Driver driver, int number) {
        driver.init();
        int count = driver.deviceCount();
        if (number >= count) {
            throw new DeviceException(
                    count == 0
                            ? "no GPU: the driver finds no card"
                            : "no GPU: cuda " + number + ": there "
                                    + (count == 1
                                            ? "is 1 card, number 0"
                                            : "are " + count + " cards, numbered from 0"));
        }
        return driver.device(number);
    }

    private void requireModern() {
        if (driverVersion < OLDEST_DRIVER) {
            throw new DeviceException("no GPU: the driver supports CUDA " + cudaVersion(driverVersion) + ", "
                    + cudaVersion(OLDEST_DRIVER) + " or newer is needed");
        }
        if (capability < LEAST_CAPABILITY) {
            throw new DeviceException("no GPU: cuda " + number + ", " + model + ", has compute capability "
                    + capability(capability) + ", " + capability(LEAST_CAPABILITY) + " or newer is needed");
        }
    }

    private static String cudaVersion(int version) {
        return version / 1000 + "." + version % 1000 / 10;
    }

    private static String capability(int capability) {
        return capability / 10 + "." + capability % 10;
    }

    private static String ptx() {
        try (InputStream in = Card.class.getResourceAsStream("kernels.ptx")) {
            if (in == null) {
                throw new DeviceException(
                        "no GPU: the kernels, lanewise/cuda/kernels.ptx, are missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("kernels.ptx", e);
        }
    }

    // What it is

    /** As PyTorch names it. */
    String name() {
        return "cuda:" + number;
    }

    /** One line: the card, its driver, cuBLAS and where both were found. */
    String describe() {
        Cublas blas = products.cublas();
        return String.format(
                Locale.ROOT,
                "%s, %s, %.1f GB, compute capability %s; driver for CUDA %s (%s), cuBLAS %s (%s)",
                name(),
                model,
                totalBytes / 1e9,
                capability(capability),
                cudaVersion(driverVersion),
                driver.libraryName(),
                blas.version(),
                blas.libraryName());
    }

    long totalBytes() {
        return totalBytes;
    }

    DeviceMemory memory() {
        return memory;
    }

    Transfers transfers() {
        return transfers;
    }

    Launcher launcher() {
        return launcher;
    }

    Products products() {
        return products;
    }

    // Under its lock

    boolean isClosed() {
        return closed;
    }

    /** To be called before the driver is: a context is current for a thread, and others may have set theirs. */
    void enter() {
        if (closed) {
            throw new IllegalStateException(name() + " has been closed");
        }
        driver.setCurrent(context);
    }

    /** For what reads and writes the memory; it begins after all uploads so far. */
    long computeStream() {
        if (uploading) {
            driver.recordEvent(uploadsDone, uploadStream);
            driver.waitForEvent(computeStream, uploadsDone);
            uploading = false;
        }
        return computeStream;
    }

    /** For copies to memory that nothing queued reads. */
    long uploadStream() {
        uploading = true;
        return uploadStream;
    }

    /** Waits until everything that was asked for is done. */
    void finish() {
        driver.synchronizeStream(computeStream());
    }

    void uploadsWaitFor(long event) {
        driver.waitForEvent(uploadStream, event);
    }

    void uploadsWaitForAllComputed() {
        long now = takeEvent();
        driver.recordEvent(now, computeStream);
        driver.waitForEvent(uploadStream, now);
        giveBackEvent(now);
    }

    /** The event comes when all that is queued so far has been computed. */
    void recordComputed(long event) {
        driver.recordEvent(event, computeStream);
    }

    long takeEvent() {
        Long free = freeEvents.poll();
        if (free != null) {
            return free;
        }
        long event = driver.createEvent();
        allEvents.push(event);
        return event;
    }

    void giveBackEvent(long event) {
        freeEvents.push(event);
    }

    // Memory

    /** Memory of the host that the card reads and writes by itself; to be given back to the driver. */
    MemorySegment hostMemory(long bytes) {
        MemorySegment memory = driver.allocateHost(bytes);
        if (memory == null) {
            throw outOfMemory("cuMemAllocHost of " + bytes + " bytes");
        }
        return memory;
    }

    /** What failed since the driver or cuBLAS had no memory left for something of their own. */
    OutOfDeviceMemoryException outOfMemory(String what) {
        return new OutOfDeviceMemoryException(name(), what, driver.freeBytes(), totalBytes, memory.heldBytes());
    }

    /** Storage that comes back when the collector finds that nobody uses it. */
    synchronized Storage storage(long bytes) {
        if (bytes == 0) {
            return new Storage(0, 0);
        }
        enter();
        Block block = memory.take(bytes);
        Storage storage = new Storage(block.address, bytes);
        whenUnused(storage, () -> memory.giveBack(block));
        return storage;
    }

    /** What gives back what was the owner's, once the collector has found that nobody uses that. */
    void whenUnused(Object owner, Runnable giveBack) {
        cleaner.register(owner, () -> memory.giveBackLater(giveBack));
    }

    synchronized void synchronize() {
        enter();
        finish();
    }

    // The end

    /** Gives everything back: first what is queued is finished, then whatever was made last goes first. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        Closing closing = new Closing();
        closing.attempt(this::enter);
        closing.attempt(this::finish);
        closed = true;
        transfers.close(closing);
        memory.close(closing);
        closeHandles(closing, driver, device);
        arena.close();
        closing.done();
    }

    private void closeHandles(Closing closing, Driver bound, int retained) {
        if (module != 0) {
            closing.attempt(() -> bound.unloadModule(module));
        }
        Cublas blas = cublas;
        if (blas != null) {
            closing.attempt(blas::destroy);
        }
        for (long event : allEvents) {
            closing.attempt(() -> bound.destroyEvent(event));
        }
        for (long stream : new long[] {uploadStream, computeStream}) {
            if (stream != 0) {
                closing.attempt(() -> bound.destroyStream(stream));
            }
        }
        closing.attempt(() -> bound.releaseContext(retained));
    }

    /** Gives back one thing after the other, whatever becomes of those before; the first failure is told at the end. */
    static final class Closing {

        private @Nullable DeviceException first;

        void attempt(Runnable step) {
            try {
                step.run();
            } catch (DeviceException e) {
                first = first == null ? e : first;
            }
        }

        void done() {
            if (first != null) {
                throw first;
            }
        }
    }
}
