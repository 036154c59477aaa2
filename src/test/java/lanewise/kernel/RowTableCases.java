package lanewise.kernel;

import java.util.Map;

/** The cases of {@link RowTable}: moving must not change a bit, adding must go in order. */
final class RowTableCases {

    private static final int TABLE = 7;

    private RowTableCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("RowTable.gather", RowTableCases::gather);
        cases.put("RowTable.scatterAdd", RowTableCases::scatterAdd);
        cases.put("RowTable.scatterAddScaled", RowTableCases::scatterAddScaled);
        cases.put("RowTable.copyRectangle", RowTableCases::copyRectangle);
        cases.put("RowTable.transpose", RowTableCases::transpose);
    }

    private static void gather(KernelFamilies twin, Sample sample) {
        int columns = sample.n;
        int count = 5;
        Range table = sample.in(TABLE * columns);
        int[] ids = sample.indices(count + 1, TABLE);
        Range out = sample.out(count * columns);
        RowTable.gather(count, columns, table.array, table.offset, ids, 1, out.array, out.offset);
        for (int i = 0; i < count * columns; i++) {
            sample.same(out.get(i), table.get(ids[1 + i / columns] * columns + i % columns));
        }
    }

    private static void scatterAdd(KernelFamilies twin, Sample sample) {
        int columns = sample.n;
        int count = 12;
        Range before = sample.in(TABLE * columns);
        Range rows = sample.in(count * columns);
        int[] ids = sample.indices(count + 1, TABLE);
        Range table = sample.inOut(before);
        RowTable.scatterAdd(count, columns, ids, 1, rows.array, rows.offset, table.array, table.offset);
        float[] expected = before.values();
        for (int i = 0; i < count * columns; i++) {
            expected[ids[1 + i / columns] * columns + i % columns] += rows.get(i);
        }
        for (int i = 0; i < TABLE * columns; i++) {
            sample.same(table.get(i), expected[i]);
        }
    }

    private static void scatterAddScaled(KernelFamilies twin, Sample sample) {
        int columns = sample.n;
        int count = 12;
        Range before = sample.in(TABLE * columns);
        Range rows = sample.in(count * columns);
        Range factors = sample.in(count);
        int[] ids = sample.indices(count + 1, TABLE);
        Range table = sample.inOut(before);
        RowTable.scatterAddScaled(
                count,
                columns,
                ids,
                1,
                factors.array,
                factors.offset,
                rows.array,
                rows.offset,
                table.array,
                table.offset);
        float[] expected = before.values();
        for (int i = 0; i < count * columns; i++) {
            expected[ids[1 + i / columns] * columns + i % columns] += factors.get(i / columns) * rows.get(i);
        }
        for (int i = 0; i < TABLE * columns; i++) {
            sample.same(table.get(i), expected[i]);
        }
    }

    private static void copyRectangle(KernelFamilies twin, Sample sample) {
        int columns = sample.n;
        int rows = 4;
        int sourceStride = columns + 3;
        int targetStride = columns + 5;
        Range source = sample.in(rows * sourceStride);
        Range before = sample.in(rows * targetStride);
        Range target = sample.inOut(before);
        RowTable.copyRectangle(
                rows, columns, source.array, source.offset, sourceStride, target.array, target.offset, targetStride);
        for (int i = 0; i < rows * targetStride; i++) {
            int r = i / targetStride;
            int j = i % targetStride;
            sample.same(target.get(i), j < columns ? source.get(r * sourceStride + j) : before.get(i));
        }
    }

    private static void transpose(KernelFamilies twin, Sample sample) {
        int columns = sample.n;
        int rows = sample.random.nextInt(40);
        Range x = sample.in(rows * columns);
        Range y = sample.out(rows * columns);
        RowTable.transpose(rows, columns, x.array, x.offset, y.array, y.offset);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                sample.same(y.get(j * rows + r), x.get(r * columns + j));
            }
        }
    }
}
