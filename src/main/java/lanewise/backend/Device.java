package lanewise.backend;

/** Where tensors live and who computes on them. */
public final class Device {

    private static final Device CPU =
            new Device(new CpuBackend(Runtime.getRuntime().availableProcessors()));

    private final Backend backend;

    private Device(Backend backend) {
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

    /** One line: device, threads, which kernels run and why. */
    public String describe() {
        return backend.describe();
    }

    @Override
    public String toString() {
        return describe();
    }
}
