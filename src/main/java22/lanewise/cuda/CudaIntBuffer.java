package lanewise.cuda;

import lanewise.backend.Allocator;
import lanewise.backend.IntBuffer;

/** A range of ints in the memory of a card, with what the host knows of them. */
final class CudaIntBuffer extends DeviceRange implements IntBuffer {

    private final HostCopy host;

    CudaIntBuffer(Allocator allocator, Card card, Storage storage, HostCopy host, int offset, int length) {
        super(allocator, card, storage, offset, length);
        this.host = host;
    }

    /** The numbers as the host knows them, those of the whole storage: this range begins at {@link #offset()}. */
    HostCopy host() {
        return host;
    }

    /** Whether the host knows all numbers of this range. */
    boolean known() {
        return host.knows(offset() + length());
    }

    /** The host has uploaded these numbers to this range. */
    void uploaded(int[] source, int from) {
        host.uploaded(source, from, offset(), length());
    }

    /** The numbers, if the host knows them. */
    boolean copyKnown(int[] target, int at) {
        if (!known()) {
            return false;
        }
        System.arraycopy(host.numbers(), offset(), target, at, length());
        return true;
    }

    @Override
    public IntBuffer slice(int from, int count) {
        return new CudaIntBuffer(allocator(), card(), storage(), host, offset() + from, count);
    }
}
