package lanewise.cuda;

import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Device;
import lanewise.backend.IntBuffer;
import lanewise.backend.RowOperations;

/** Rows on a card. Each row of a table is added to by one block, in an order that is the same every time. */
final class CudaRows implements RowOperations {

    private final CudaBackend backend;
    private final Card card;
    private final Launcher launcher;

    CudaRows(CudaBackend backend, Card card) {
        this.backend = backend;
        this.card = card;
        launcher = card.launcher();
    }

    @Override
    public boolean sparseGradients() {
        return false;
    }

    @Override
    public void gather(int rows, int columns, Buffer table, IntBuffer ids, Buffer out) {
        backend.requireBelow(rows, ids, "gather", "row");
        launcher.launch(Kernel.GATHER, (long) ids.length() * columns, ids.length(), rows, columns, table, ids, out);
    }

    @Override
    public void scatterAdd(int columns, IntBuffer ids, Buffer rows, Buffer table) {
        synchronized (card) { // The parts of a sum stay together.
            for (int from = 0; from < ids.length() && columns > 0; from += Kernel.SCATTER_CHUNK) {
                int count = Math.min(Kernel.SCATTER_CHUNK, ids.length() - from);
                launcher.launch(
                        Kernel.SCATTER_ADD,
                        count,
                        count,
                        columns,
                        ids.slice(from, count),
                        rows.slice(from * columns, count * columns),
                        table);
            }
        }
    }

    @Override
    public void scatterAddScaled(int columns, IntBuffer ids, Buffer factors, Buffer rows, Buffer table) {
        synchronized (card) {
            for (int from = 0; from < ids.length() && columns > 0; from += Kernel.SCATTER_CHUNK) {
                int count = Math.min(Kernel.SCATTER_CHUNK, ids.length() - from);
                launcher.launch(
                        Kernel.SCATTER_ADD_SCALED,
                        count,
                        count,
                        columns,
                        ids.slice(from, count),
                        factors.slice(from, count),
                        rows.slice(from * columns, count * columns),
                        table);
            }
        }
    }

    /** The processor numbers them, since how many there are must be known to the host; for ids it uploaded, without a wait. */
    @Override
    public int number(IntBuffer ids, IntBuffer numbers, IntBuffer distinct) {
        Backend processor = Device.cpu().backend();
        IntBuffer hostIds = processor.heap().ints(ids.length());
        IntBuffer hostNumbers = processor.heap().ints(ids.length());
        IntBuffer hostDistinct = processor.heap().ints(ids.length());
        int[] through = new int[ids.length()];
        backend.download(ids, through, 0);
        processor.upload(through, 0, hostIds);
        int count = processor.rows().number(hostIds, hostNumbers, hostDistinct);
        processor.download(hostNumbers, through, 0);
        backend.upload(through, 0, numbers.slice(0, ids.length()));
        processor.download(hostDistinct, through, 0);
        backend.upload(through, 0, distinct.slice(0, count));
        return count;
    }

    @Override
    public void rowDot(int rows, int columns, Buffer x, Buffer y, Buffer out) {
        launcher.launch(Kernel.ROW_DOT, rows, rows, columns, x, y, out);
    }
}
