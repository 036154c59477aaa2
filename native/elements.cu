/* Moving numbers, and functions of each. */

KERNEL unary(int n, int f, float parameter, const float *x, float *y) {
    EACH_ELEMENT(i, n) {
        y[i] = unary_value(f, parameter, x[i]);
    }
}

/* Of x and y only the one that f needs is read: lanewise.kernel.Elementwise says which. */
DEVICE float unary_slope(int f, float parameter, const float *x, const float *y, float dy, unsigned i) {
    switch (f) {
        case UNARY_RELU:
            return y[i] == 0.0f ? 0.0f : dy;
        case UNARY_LEAKY_RELU:
            return y[i] > 0.0f ? dy : parameter * dy;
        case UNARY_EXP:
            return y[i] * dy;
        case UNARY_LOG:
            return dy / x[i];
        case UNARY_SIGMOID:
            return dy * (y[i] * (1.0f - y[i]));
        case UNARY_TANH:
            return dy * (1.0f - y[i] * y[i]);
        case UNARY_SOFTPLUS:
            return dy * sigmoid(x[i]);
        case UNARY_SQUARE:
            return dy * (2.0f * x[i]);
        case UNARY_SQRT:
            return 0.5f * dy / y[i];
        case UNARY_ABS:
            return x[i] > 0.0f ? dy : x[i] < 0.0f ? -dy : 0.0f;
        default:
            return dy;
    }
}

KERNEL unary_gradient(int n, int f, float parameter, const float *x, const float *y, const float *dy, float *dx) {
    EACH_ELEMENT(i, n) {
        dx[i] = unary_slope(f, parameter, x, y, dy[i], i);
    }
}

KERNEL affine(int n, float scale, float shift, const float *x, float *y) {
    EACH_ELEMENT(i, n) {
        y[i] = scale * x[i] + shift;
    }
}

KERNEL axpby(int n, float alpha, const float *x, float beta, float *y) {
    EACH_ELEMENT(i, n) {
        y[i] = (beta == 0.0f ? 0.0f : beta * y[i]) + alpha * x[i];
    }
}

KERNEL binary(int f, int rows, int columns, const float *a, int a_row_stride, int a_column_stride, const float *b,
        int b_row_stride, int b_column_stride, float *out) {
    EACH_ELEMENT(i, rows * columns) {
        int row = rows == 1 ? 0 : (int) (i / columns);
        int column = (int) i - row * columns;
        float left = a[row * a_row_stride + column * a_column_stride];
        float right = b[row * b_row_stride + column * b_column_stride];
        switch (f) {
            case BINARY_PLUS:
                out[i] = left + right;
                break;
            case BINARY_MINUS:
                out[i] = left - right;
                break;
            case BINARY_TIMES:
                out[i] = left * right;
                break;
            default:
                out[i] = left / right;
        }
    }
}

/* The 64 bits of number `index` of a stream: lanewise.kernel.SplitMix. */
DEVICE unsigned long long random_bits(unsigned long long key, unsigned long long index) {
    unsigned long long z = key + (index + 1) * 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

KERNEL dropout(int n, float p, long long key, long long first, const float *x, float *y) {
    float scale = 1.0f / (1.0f - p);
    /* A uniform number is 24 bits over 2^24, so integers can be compared instead. The product is exact. */
    float wanted = p * 0x1p24f;
    int threshold = p >= 1.0f ? 1 << 24 : (int) wanted + ((float) (int) wanted < wanted);
    EACH_ELEMENT(i, n) {
        int drawn = (int) (random_bits((unsigned long long) key, (unsigned long long) first + i) >> 40);
        y[i] = drawn < threshold ? 0.0f : x[i] * scale;
    }
}

KERNEL fill(int n, float *target, float value) {
    EACH_ELEMENT(i, n) {
        target[i] = value;
    }
}

KERNEL copy_rectangle(int rows, int columns, const float *source, int source_stride, float *target, int target_stride) {
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        int column = (int) i - row * columns;
        target[row * target_stride + column] = source[row * source_stride + column];
    }
}

/* By squares that are turned in shared memory, so that both matrices are touched along their rows. */
KERNEL transpose(int rows, int columns, const float *x, float *y) {
    SHARED float square[TILE][TILE + 1]; /* one more, so that a column lies in as many memory banks as a row */
    int across = (columns - 1) / TILE + 1;
    int row = (int) (block_index() / across) * TILE;
    int column = (int) (block_index() % across) * TILE;
    int lane = lane_index();
    int warp = (int) (thread_index() / 32);
    for (int k = warp; k < TILE; k += WARPS_IN_BLOCK) {
        if (row + k < rows && column + lane < columns) {
            square[k][lane] = x[(row + k) * columns + column + lane];
        }
    }
    block_barrier();
    for (int k = warp; k < TILE; k += WARPS_IN_BLOCK) {
        if (column + k < columns && row + lane < rows) {
            y[(column + k) * rows + row + lane] = square[lane][k];
        }
    }
}

KERNEL bias_activation(int rows, int columns, int f, float parameter, const float *bias, float *z) {
    EACH_ELEMENT(i, rows * columns) {
        z[i] = unary_value(f, parameter, z[i] + bias[i % columns]);
    }
}
