package lanewise.kernel;

/** A block of A, a block of B and what their product adds to C: a part of a {@link VectorPackedPath}. */
final class VectorBlock {

    /** Strips of A in a block, for the second-level cache. */
    private static final int STRIPS = 86;

    /** Panels of B in a block. */
    private static final int PANELS = 128;

    /** Multiplications from which on a product is worth a large array. */
    private static final long PAYS_LARGE = 1L << 24;

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
            long panels = (long) panels(product) * VectorPanels.PANEL;
            product.keptB = MatrixProduct.grown(product.keptB, VectorPanels.LINE + depthBlocks * panels);
            keptPanels = VectorPanels.LINE + (int) (along * panels);
        }
    }

    private static int panels(MatrixProduct product) {
        return MatrixPath.blocks(product.n, WIDTH);
    }

    int strips() {
        return lastStrip - firstStrip;
    }

    /** Panels side by side, of which the last may be without a second. */
    int pairs() {
        return MatrixPath.blocks(lastPanel - firstPanel, 2);
    }

    /** Makes room for what so many threads pack and calculate on their own. */
    void reserve(MatrixProduct product, int threads) {
        long length = VectorPanels.LINE + 2L * threads * VectorPanels.PANEL;
        boolean pays = (long) product.m * product.n * product.k >= PAYS_LARGE;
        product.packedB = MatrixProduct.grown(product.packedB, pays ? Math.max(VectorPanels.LARGE, length) : length);
        product.edges = MatrixProduct.grown(product.edges, (long) threads * VectorTiles.EDGE);
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
     * Multiplies strips with pairs of panels, both by their numbers in the block. Panels are packed just before, by each part
     * for itself: then they are still in a near cache, and no memory is written but C. Those that are kept have places of
     * their own.
     */
    void multiply(MatrixProduct product, int fromStrip, int toStrip, int fromPair, int toPair, int thread) {
        float[] packed = product.keepsB ? product.keptB : product.packedB;
        int lastOne = Math.min(firstPanel + 2 * toPair, lastPanel);
        for (int panel = firstPanel + 2 * fromPair; panel < lastOne; panel += 2) {
            int columns = Math.min(2 * WIDTH, product.n - panel * WIDTH);
            int place = product.keepsB
                    ? keptPanels + panel * VectorPanels.PANEL
                    : VectorPanels.LINE + 2 * thread * VectorPanels.PANEL;
            if (!product.hasB) {
                for (int first = 0; first < columns; first += WIDTH) {
                    packPanel(product, panel + first / WIDTH, packed, place + first / WIDTH * VectorPanels.PANEL);
                }
            }
            for (int strip = firstStrip + fromStrip; strip < firstStrip + toStrip; strip++) {
                multiply(product, strip, panel * WIDTH, columns, packed, place, thread);
            }
        }
    }

    private void packPanel(MatrixProduct product, int panel, float[] packed, int place) {
        int column = panel * WIDTH;
        VectorPanels.packPanel(
                product.transposeB,
                depth,
                Math.min(WIDTH, product.n - column),
                product.b,
                product.bOffset + (product.transposeB ? column * product.ldb + from : from * product.ldb + column),
                product.ldb,
                packed,
                place);
    }

    /** One strip with as many columns as a pair of panels has. */
    private void multiply(
            MatrixProduct product, int strip, int column, int columns, float[] packed, int place, int thread) {
        int row = rows.start(strip);
        int height = rows.height(strip);
        int existing = Math.min(height, product.m - row);
        int c = product.cOffset + row * product.ldc + column;
        boolean add = from > 0 || product.beta != 0f;
        if (from == 0 && add) {
            sums.scale(existing, columns, product.beta, product.c, c, product.ldc);
        }
        int a = packedStrip(strip);
        if (VectorTiles.MANY_REGISTERS && existing == VectorTiles.HIGH && columns == 2 * WIDTH) {
            VectorTiles.multiplyPair(depth, product.packedA, a, packed, place, add, product.c, c, product.ldc);
            return;
        }
        for (int first = 0; first < columns; first += WIDTH) {
            VectorTiles.multiply(
                    height,
                    existing,
                    Math.min(WIDTH, columns - first),
                    depth,
                    product.packedA,
                    a,
                    packed,
                    place + first / WIDTH * VectorPanels.PANEL,
                    add,
                    product.c,
                    c + first,
                    product.ldc,
                    product.edges,
                    thread * VectorTiles.EDGE);
        }
    }
}
