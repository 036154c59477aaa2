package lanewise.kernel;

/**
 * Products by register tiles over packed panels (Goto and van de Geijn, 2008). A block of A is packed in one step, by all
 * threads for all threads, and multiplied in the next with a block of B, panel by panel. Each element of C takes its
 * products in the order of k, one fused multiply-add each, whichever tile it falls into.
 */
final class VectorPackedPath implements MatrixPath {

    private final VectorBlock block;

    VectorPackedPath(RowSums sums) {
        block = new VectorBlock(sums);
    }

    @Override
    public int steps(MatrixProduct product) {
        return 2 * block.count(product);
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        block.set(product, step / 2);
        if (packs(step)) {
            return MatrixPath.parts(block.strips(), threads);
        }
        int parts = products(product, threads);
        block.reserve(product, parts);
        return parts;
    }

    /** Into how many parts the product of the block is cut: by pairs of panels, and where they are few by strips. */
    private int products(MatrixProduct product, int threads) {
        int wanted = threads == 1 ? 1 : PARTS * threads;
        int byColumns = Math.min(block.pairs(), wanted);
        if (product.keepsB && !product.hasB) {
            return byColumns; // no two parts then pack the same panel
        }
        return byColumns * Math.min(block.strips(), MatrixPath.blocks(wanted, byColumns));
    }

    private static boolean packs(int step) {
        return step % 2 == 0;
    }

    @Override
    public boolean packsB() {
        return true;
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts) {
        if (packs(step)) {
            block.packStrips(
                    product,
                    MatrixPath.share(block.strips(), part, parts),
                    MatrixPath.share(block.strips(), part + 1, parts));
            return;
        }
        int byColumns = Math.min(block.pairs(), parts);
        int byRows = parts / byColumns;
        int column = part % byColumns;
        int row = part / byColumns;
        block.multiply(
                product,
                MatrixPath.share(block.strips(), row, byRows),
                MatrixPath.share(block.strips(), row + 1, byRows),
                MatrixPath.share(block.pairs(), column, byColumns),
                MatrixPath.share(block.pairs(), column + 1, byColumns),
                part);
    }
}
