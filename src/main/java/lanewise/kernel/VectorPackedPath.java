package lanewise.kernel;

/**
 * Products by register tiles over packed panels (Goto and van de Geijn, 2008). A block of A is packed in one step, by all
 * threads for all threads, and multiplied in the next with a block of B, panel by panel. Each element of C takes its
 * products in the order of k, one fused multiply-add each, whichever tile it falls into.
 */
final class VectorPackedPath implements MatrixPath {

    /**
     * So many rows of C are worth packing B once more: then a thread multiplies the rows of A that it has packed, which are in
     * its own cache, and shares no lines of C with another but those of one row.
     */
    private static final int WORTH_PACKING = 128;

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
        block.reserve(product, Math.min(parts, threads));
        return parts;
    }

    /**
     * Into how many parts the product of the block is cut: some pairs of panels each or, where pairs are few or rows many, one
     * pair and some of the strips.
     */
    private int products(MatrixProduct product, int threads) {
        int wanted = threads == 1 ? 1 : PARTS * threads;
        int pairs = block.pairs();
        int worth = Math.min(threads, block.strips() * VectorTiles.HIGH / WORTH_PACKING);
        int byRows = Math.min(block.strips(), Math.max(MatrixPath.blocks(wanted, pairs), worth));
        boolean packsOnce = product.keepsB && !product.hasB; // no two parts may then pack the same panel
        return byRows == 1 || packsOnce ? Math.min(pairs, wanted) : pairs * byRows;
    }

    private static boolean packs(int step) {
        return step % 2 == 0;
    }

    @Override
    public boolean packsB() {
        return true;
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        if (packs(step)) {
            block.packStrips(
                    product, Share.start(block.strips(), part, parts), Share.start(block.strips(), part + 1, parts));
            return;
        }
        int byColumns = Math.min(block.pairs(), parts);
        int byRows = parts / byColumns;
        int column = part % byColumns;
        int row = part / byColumns;
        block.multiply(
                product,
                Share.start(block.strips(), row, byRows),
                Share.start(block.strips(), row + 1, byRows),
                Share.start(block.pairs(), column, byColumns),
                Share.start(block.pairs(), column + 1, byColumns),
                thread);
    }
}
