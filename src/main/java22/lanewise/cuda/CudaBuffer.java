package lanewise.cuda;

import lanewise.backend.Allocator;
import lanewise.backend.Buffer;

/** A range of floats in the memory of a card. */
final class CudaBuffer extends DeviceRange implements Buffer {

    CudaBuffer(Allocator allocator, Card card, Storage storage, int offset, int length) {
        super(allocator, card, storage, offset, length);
    }

    @Override
    public Buffer slice(int from, int count) {
        return new CudaBuffer(allocator(), card(), storage(), offset() + from, count);
    }
}
