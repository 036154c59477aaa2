package lanewise.cuda;

import java.util.Locale;

/**
 * The kernels, as {@code native/kernels.h} has them: how many blocks run, and the kinds of the parameters, {@code i} for an
 * int, {@code l} for a long, {@code f} for a float and {@code p} for a pointer.
 */
enum Kernel {
    UNARY(Grid.ELEMENTS, "iifpp"),
    UNARY_GRADIENT(Grid.ELEMENTS, "iifpppp"),
    AFFINE(Grid.ELEMENTS, "iffpp"),
    AXPBY(Grid.ELEMENTS, "ifpfp"),
    BINARY(Grid.ELEMENTS, "iiipiipiip"),
    DROPOUT(Grid.ELEMENTS, "ifllpp"),
    FILL(Grid.ELEMENTS, "ipf"),
    COPY_RECTANGLE(Grid.ELEMENTS, "iipipi"),
    TRANSPOSE(Grid.BLOCKS, "iipp"),
    BIAS_ACTIVATION(Grid.ELEMENTS, "iiifpp"),
    GATHER(Grid.ELEMENTS, "iiippp"),
    SCATTER_ADD(Grid.BLOCKS, "iippp"),
    SCATTER_ADD_SCALED(Grid.BLOCKS, "iipppp"),
    ROW_DOT(Grid.WARPS, "iippp"),
    REDUCE_ROWS(Grid.WARPS, "iiipp"),
    REDUCE_COLUMNS(Grid.BLOCKS, "iiiipp"),
    ARGMAX_ROWS(Grid.WARPS, "iipp"),
    ARGMAX_COLUMNS(Grid.ELEMENTS, "iiipp"),
    MAX_GRADIENT(Grid.ELEMENTS, "iiippp"),
    SOFTMAX(Grid.WARPS, "iiipp"),
    SOFTMAX_GRADIENT(Grid.WARPS, "iiippp"),
    COLUMN_STATISTICS_1(Grid.BLOCKS, "iipp"),
    COLUMN_STATISTICS_2(Grid.BLOCKS, "iippp"),
    BATCH_NORM(Grid.BLOCKS, "iifpppppp"),
    BATCH_NORM_GRADIENT_1(Grid.BLOCKS, "iipppp"),
    BATCH_NORM_GRADIENT_2(Grid.BLOCKS, "iifpppp"),
    BATCH_NORM_GRADIENT_3(Grid.BLOCKS, "iiifpppppppp"),
    LAYER_NORM(Grid.WARPS, "iifpppppp"),
    LAYER_NORM_GRADIENT_1(Grid.BLOCKS, "iippppp"),
    LAYER_NORM_GRADIENT_2(Grid.BLOCKS, "iippp"),
    LAYER_NORM_GRADIENT_3(Grid.WARPS, "iipppppp"),
    RNN(Grid.ELEMENTS, "iiipipppp"),
    RNN_GRADIENT(Grid.ELEMENTS, "iiipipppp"),
    GRU(Grid.ELEMENTS, "iipippppp"),
    GRU_GRADIENT(Grid.ELEMENTS, "iipippppppp"),
    LSTM(Grid.ELEMENTS, "iipippppppp"),
    LSTM_GRADIENT(Grid.ELEMENTS, "iipippppppp"),
    CROSS_ENTROPY(Grid.WARPS, "iipppp"),
    CROSS_ENTROPY_GRADIENT(Grid.ELEMENTS, "iippfpp"),
    BINARY_CROSS_ENTROPY(Grid.ELEMENTS, "ippp"),
    BINARY_CROSS_ENTROPY_GRADIENT(Grid.ELEMENTS, "ippfpp"),
    SGD(Grid.ELEMENTS, "iffifffppp"),
    ADAM(Grid.ELEMENTS, "iffffffffpppp"),
    ADAM_ROWS(Grid.ELEMENTS, "iipffffffpppp"),
    SETTLE_ROWS(Grid.ELEMENTS, "iippppp"),
    RMS_PROP(Grid.ELEMENTS, "ifffiffffppppp"),
    ADAGRAD(Grid.ELEMENTS, "ifffffppp"),
    ADAGRAD_ROWS(Grid.ELEMENTS, "iipffppp");

    static final int THREADS = 256;
    static final int WARPS_IN_BLOCK = 8;
    static final int MOST_BLOCKS = 4096;
    static final int TILE = 32;
    static final int ROW_CHUNK = 1024;
    static final int COLUMN_CHUNK = 256;
    static final int SCATTER_CHUNK = 8192;

    private final Grid grid;
    private final String parameters;

    Kernel(Grid grid, String parameters) {
        this.grid = grid;
        this.parameters = parameters;
    }

    /** What a launch counts. */
    enum Grid {
        ELEMENTS,
        WARPS,
        BLOCKS
    }

    /** Its name among the compiled kernels. */
    String entry() {
        return name().toLowerCase(Locale.ROOT);
    }

    Grid grid() {
        return grid;
    }

    String parameters() {
        return parameters;
    }

    /** The blocks for so many elements, rows or blocks. */
    int blocks(long count) {
        long blocks = switch (grid) {
            case ELEMENTS -> Math.min(parts(count, THREADS), MOST_BLOCKS);
            case WARPS -> parts(count, WARPS_IN_BLOCK);
            case BLOCKS -> count;
        };
        return Math.toIntExact(blocks);
    }

    /** How many parts of so many a number has, at least one. */
    static long parts(long n, int chunk) {
        return Math.max(1, (n + chunk - 1) / chunk);
    }

    static long tiles(long n) {
        return (n + TILE - 1) / TILE;
    }
}
