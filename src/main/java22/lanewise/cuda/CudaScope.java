package lanewise.cuda;

import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;
import lanewise.backend.Scope;

/** Step memory on a card. One that nobody closes gives its memory back when the collector finds it unused. */
final class CudaScope implements Scope {

    private final CudaBackend backend;
    private final Card card;
    private final StepMemory memory;

    CudaScope(CudaBackend backend, Card card) {
        this.backend = backend;
        this.card = card;
        memory = new StepMemory(card);
        card.whenUnused(this, memory::close);
    }

    @Override
    public Buffer floats(int length) {
        return new CudaBuffer(this, card, new Storage(memory, (long) Float.BYTES * length), 0, length);
    }

    @Override
    public IntBuffer ints(int length) {
        return new CudaIntBuffer(
                this, card, new Storage(memory, (long) Integer.BYTES * length), new HostCopy(length), 0, length);
    }

    @Override
    public void release() {
        synchronized (card) {
            card.enter();
            memory.endStep();
        }
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public Backend backend() {
        return backend;
    }

    @Override
    public boolean scoped() {
        return true;
    }
}
