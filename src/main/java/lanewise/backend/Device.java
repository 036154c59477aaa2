package lanewise.backend;

/** Where tensors live and who computes on them. */
public final class Device {

    private static final Device CPU =
            new Device(new CpuBackend(Runtime.getRuntime().availableProcessors()));

    private final Backend backend;

    /** Over any backend. */
    Device(Backend backend) {
        this.backend = backend;
    }

    /** The processor with as many threads as it has cores. All tensors made without a device live here. */
    public static Device cpu() {
        return CPU;
    }

    /**
     * The processor with {@code threads} threads, the caller's among them. The number changes the speed and no result.
     *
     * @throws IllegalArgumentException if {@code threads} is not positive
     */
    public static Device cpu(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("cpu: the number of threads must be at least 1, got " + threads);
        }
        return new Device(new CpuBackend(threads));
    }

    /** The first graphics card. See {@link #cuda(int)}. */
    public static Device cuda() {
        return cuda(0);
    }

    /**
     * A graphics card, through its driver and cuBLAS; both must be installed, and Java must be 22 or newer. Memory is
     * float32, and so is the arithmetic, unless {@link #tf32()} is asked for. Opening one takes a moment, the first time for
     * a card some seconds; the same number always gives the same device.
     *
     * @param number which card, from 0
     * @throws DeviceException with the reason, if the card can't be used
     */
    public static Device cuda(int number) {
        return CudaDevices.device(number);
    }

    /** Whether {@link #cuda()} gives a device: if not, {@link #cudaStatus()} tells why. */
    public static boolean isCudaAvailable() {
        try {
            cuda();
            return true;
        } catch (DeviceException e) {
            return false;
        }
    }

    /** One line for people: the first graphics card, or the reason why none can be used. */
    public static String cudaStatus() {
        try {
            return cuda().describe();
        } catch (DeviceException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * This device with matrix products in TF32, which cards from Ampere on compute several times as fast: factors are rounded
     * to 10 bits behind the point, sums stay float32. It shares the memory of this one. A device without TF32 returns itself.
     */
    public Device tf32() {
        Backend faster = backend.tf32();
        return faster.equals(backend) ? this : new Device(faster);
    }

    /** The backend behind this device: for the rooms above, no API. */
    public Backend backend() {
        return backend;
    }

    /** What messages call it: {@code cpu}. */
    public String name() {
        return backend.name();
    }

    /** Waits until it has done all that it was asked for; the processor has, always. For whoever measures time. */
    public void synchronize() {
        backend.synchronize();
    }

    /**
     * Gives a graphics card back: its memory, its kernels, all that was opened. Tensors and learners that live there can't be
     * used afterwards, nor can this device; {@link #cuda(int)} opens the card anew. A process that ends does it by itself. The
     * processor has nothing to give back and goes on.
     *
     * @throws DeviceException the first thing that failed, as all does after an error that the card does not recover from; the
     *     rest is given back, and the device is closed all the same
     */
    public void close() {
        backend.close();
    }

    /** One line: device, threads, which kernels run and why. */
    public String describe() {
        return backend.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
