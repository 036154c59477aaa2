package lanewise.kernel;

/** A block of A, a block of B and what their product adds to C: a part of a {@link VectorPackedPath}. */
final class VectorBlock {

    /** Strips of A in a block, for the second-level cache. */
    private static final int STRIPS = 86;

    /** Panels of B in a block. */
    private static final int PANELS = 128;

    private static final int WIDTH = VectorTiles.WIDTH;
    private static final int LANES = WIDTH / 2;

    private final RowSums sums;
    private final Strips rows = new Strips(VectorTiles.HIGH, VectorTiles.LOW);
    private int firstStrip;
    private int lastStrip;
    private int firstPanel;
    private int lastPanel;
    private int from;
    private int depth;

    /** Where the panels of these rows of B begin in a product that keeps them all. */
    private int keptPanels;

    VectorBlock(RowSums sums) {
        this.sums = sums;
    }

    /** How many blocks a product has. */
    int count(MatrixProduct product) {
        rows.cut(product.m);
        return MatrixPath.blocks(panels(product), PANELS)
                * MatrixPath.blocks(product.k, VectorPanels.DEPTH)
                * MatrixPath.blocks(rows.count(), STRIPS);
    }

    /** Makes this the block of a number. */
    void set(MatrixProduct product, int number) {
        rows.cut(product.m);
        int rowBlocks = MatrixPath.blocks(rows.count(), STRIPS);
        int depthBlocks = MatrixPath.blocks(product.k, VectorPanels.DEPTH);
        // Along k first, so that a block of C is finished while it is still in a cache.
        int along = number % depthBlocks;
        int row = number / depthBlocks % rowBlocks;
        int column = number / depthBlocks / rowBlocks;
        firstStrip = row * STRIPS;
        lastStrip = Math.min(firstStrip + STRIPS, rows.count());
        firstPanel = column * PANELS;
        lastPanel = Math.min(firstPanel + PANELS, panels(product));
        int most = MatrixPath.blocks(MatrixPath.blocks(product.k, depthBlocks), LANES) * LANES;
        from = along * most;
        depth = Math.min(most, product.k - from);
        product.packedA = MatrixProduct.grown(product.packedA, packedStrip(lastStrip));
        if (product.keepsB) {
            long panels = (long) panels(product) * VectorPanels.distance(most);
            product.keptB = MatrixProduct.grown(product.keptB, depthBlocks * panels);
            keptPanels = (int) (along * panels);
        }
    }

    private static int panels(MatrixProduct product) {
        return MatrixPath.blocks(product.n, WIDTH);
    }

    int strips() {
        return lastStrip - firstStrip;
    }

    int panels() {
        return lastPanel - firstPanel;
    }

    /** Makes room for what so many parts of the product pack and calculate on their own. */
    void reserve(MatrixProduct product, int parts) {
        product.packedB = MatrixProduct.grown(product.packedB, (long) parts * VectorPanels.distance(depth));
        product.edges = MatrixProduct.grown(product.edges, (long) parts * VectorTiles.EDGE);
    }

    private int packedStrip(int strip) {
        return (strip - firstStrip) * VectorPanels.STRIP;
    }

    /** Packs strips of A by their numbers in the block. */
    void packStrips(MatrixProduct product, int fromStrip, int toStrip) {
        int strip = firstStrip + fromStrip;
        if (product.transposeA && VectorTranspose.AVAILABLE && depth % LANES == 0) {
            int whole = Math.max(strip, rows.highUpTo(product.m - LANES, firstStrip + toStrip));
            packTransposed(product, strip, whole - strip);
            strip = whole;
        }
        for (; strip < firstStrip + toStrip; strip++) {
            packStrip(product, strip);
        }
    }

    /** Strips of which nothing is missing, square after square across all of them: A is read along its rows, as it lies. */
    private void packTransposed(MatrixProduct product, int strip, int count) {
        int out = packedStrip(strip);
        for (int p = 0; p < depth; p += LANES) {
            VectorTranspose.squares(
                    count,
                    product.alpha,
                    product.a,
                    product.aOffset + (from + p) * product.lda + rows.start(strip),
                    VectorTiles.HIGH,
                    product.lda,
                    product.packedA,
                    out + p,
                    VectorPanels.STRIP,
                    VectorPanels.ROW);
        }
        for (int row = 0; row < count * VectorTranspose.SIZE; row++) {
            product.packedA[out + row * VectorPanels.ROW + depth] = 0f;
        }
    }

    private void packStrip(MatrixProduct product, int strip) {
        int row = rows.start(strip);
        VectorTiles.pack(
                product.transposeA,
                rows.height(strip),
                Math.min(rows.height(strip), product.m - row),
                depth,
                product.alpha,
                product.a,
                product.aOffset + (product.transposeA ? from * product.lda + row : row * product.lda + from),
                product.lda,
                product.packedA,
                packedStrip(strip));
    }

    /**
     * Multiplies strips with panels, both by their numbers in the block. A panel is packed just before, by each part for
     * itself: then it is still in the first-level cache, and no memory is written but C. One that is kept has a place of
     * its own.
     */
    void multiply(MatrixProduct product, int fromStrip, int toStrip, int fromPanel, int toPanel, int part) {
        boolean add = from > 0 || product.beta != 0f;
        float[] packed = product.keepsB ? product.keptB : product.packedB;
        for (int panel = firstPanel + fromPanel; panel < firstPanel + toPanel; panel++) {
            int column = panel * WIDTH;
            int columns = Math.min(WIDTH, product.n - column);
            int bOffset =
                    product.bOffset + (product.transposeB ? column * product.ldb + from : from * product.ldb + column);
            int distance = VectorPanels.distance(depth);
            int packedPanel = product.keepsB ? keptPanels + panel * distance : part * distance;
            if (!product.hasB) {
                VectorPanels.packPanel(
                        product.transposeB, depth, columns, product.b, bOffset, product.ldb, packed, packedPanel);
            }
            for (int strip = firstStrip + fromStrip; strip < firstStrip + toStrip; strip++) {
                int row = rows.start(strip);
                int height = Math.min(rows.height(strip), product.m - row);
                int c = product.cOffset + row * product.ldc + column;
                if (from == 0 && add) {
                    sums.scale(height, columns, product.beta, product.c, c, product.ldc);
                }
                VectorTiles.multiply(
                        rows.height(strip),
                        height,
                        columns,
                        depth,
                        product.packedA,
                        packedStrip(strip),
                        packed,
                        packedPanel,
                        add,
                        product.c,
                        c,
                        product.ldc,
                        product.edges,
                        part * VectorTiles.EDGE);
            }
        }
    }
}
