package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;
import static lanewise.backend.CpuIntBuffer.array;
import static lanewise.backend.CpuIntBuffer.offset;

import lanewise.kernel.Kernels;
import lanewise.kernel.RowTable;

/** Rows on the processor. They are added in the order of the ids, on one thread. */
final class CpuRows implements RowOperations {

    private final Sharing sharing;
    private final RowIndex rowIndex = new RowIndex();

    CpuRows(Sharing sharing) {
        this.sharing = sharing;
    }

    @Override
    public boolean sparseGradients() {
        return true;
    }

    @Override
    public void gather(int rows, int columns, Buffer table, IntBuffer ids, Buffer out) {
        CpuIntBuffer.requireBelow(rows, ids, "gather", "row");
        sharing.units(
                ids.length(),
                columns,
                (from, to) -> RowTable.gather(
                        to - from,
                        columns,
                        array(table),
                        offset(table),
                        array(ids),
                        offset(ids) + from,
                        array(out),
                        offset(out) + from * columns));
    }

    @Override
    public void scatterAdd(int columns, IntBuffer ids, Buffer rows, Buffer table) {
        RowTable.scatterAdd(
                ids.length(), columns, array(ids), offset(ids), array(rows), offset(rows), array(table), offset(table));
    }

    @Override
    public void scatterAddScaled(int columns, IntBuffer ids, Buffer factors, Buffer rows, Buffer table) {
        RowTable.scatterAddScaled(
                ids.length(),
                columns,
                array(ids),
                offset(ids),
                array(factors),
                offset(factors),
                array(rows),
                offset(rows),
                array(table),
                offset(table));
    }

    @Override
    public int number(IntBuffer ids, IntBuffer numbers, IntBuffer distinct) {
        return rowIndex.number(
                ids.length(),
                array(ids),
                offset(ids),
                array(numbers),
                offset(numbers),
                array(distinct),
                offset(distinct));
    }

    @Override
    public void rowDot(int rows, int columns, Buffer x, Buffer y, Buffer out) {
        sharing.units(
                rows,
                columns,
                (from, to) -> Kernels.ROWS.dot(
                        to - from,
                        columns,
                        array(x),
                        offset(x) + from * columns,
                        array(y),
                        offset(y) + from * columns,
                        array(out),
                        offset(out) + from));
    }
}
