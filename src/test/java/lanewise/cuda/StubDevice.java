package lanewise.cuda;

import java.util.Map;
import lanewise.backend.Device;
import lanewise.backend.TestDevice;

/** A card on the host: the kernels of {@code native} compiled for it, behind stand-ins for the driver and cuBLAS. */
public final class StubDevice implements AutoCloseable {

    private final CudaBackend backend;

    private StubDevice(CudaBackend backend) {
        this.backend = backend;
    }

    /** Opens it; skips the test, with the reason, where it can't be built. */
    public static StubDevice open() {
        Map<String, String> environment =
                Map.of(LibrarySearch.FOLDER, StubFolder.path().toString());
        return new StubDevice((CudaBackend) new CudaCards(new LibrarySearch(environment::get, false)).open(0));
    }

    public Device device() {
        return TestDevice.of(backend);
    }

    /** How much of its memory is handed out. */
    public long usedBytes() {
        synchronized (backend.card()) {
            return backend.card().memory().usedBytes();
        }
    }

    /** Gives all of its memory back: its tensors are of no use from now on. */
    @Override
    public void close() {
        backend.card().close();
    }
}
