package lanewise.cuda;

import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;

/** Buffers whose memory comes back to the card when the collector finds that nobody uses them. */
final class CudaHeap implements Allocator {

    private final CudaBackend backend;
    private final Card card;

    CudaHeap(CudaBackend backend, Card card) {
        this.backend = backend;
        this.card = card;
    }

    @Override
    public Buffer floats(int length) {
        return new CudaBuffer(this, card, card.storage((long) Float.BYTES * length), 0, length);
    }

    @Override
    public IntBuffer ints(int length) {
        return new CudaIntBuffer(
                this, card, card.storage((long) Integer.BYTES * length), new HostCopy(length), 0, length);
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public boolean scoped() {
        return false;
    }
}
