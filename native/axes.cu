/* Reductions and softmax along an axis. */

DEVICE float reduced(int reduction, float before, float x) {
    switch (reduction) {
        case REDUCTION_SUM:
            return before + x;
        case REDUCTION_SUM_OF_SQUARES:
            return before + x * x;
        default:
            return larger(before, x);
    }
}

KERNEL reduce_rows(int reduction, int outer, int length, const float *x, float *out) {
    int parts = parts_of(length, ROW_CHUNK);
    int index = row_of_warp();
    if (index >= outer * parts) {
        return;
    }
    int from = index % parts * ROW_CHUNK;
    int count = length - from < ROW_CHUNK ? length - from : ROW_CHUNK;
    const float *row = x + (index / parts) * length + from;
    float value = reduction == REDUCTION_MAX ? -INFINITE : 0.0f;
    EACH_OF_LANE(j, count) {
        value = reduced(reduction, value, row[j]);
    }
    value = reduction == REDUCTION_MAX ? warp_largest(value) : warp_sum(value);
    if (lane_index() == 0) {
        out[index] = value;
    }
}

KERNEL reduce_columns(int reduction, int outer, int length, int inner, const float *x, float *out) {
    SHARED float values[WARPS_IN_BLOCK][TILE];
    int parts = parts_of(length, COLUMN_CHUNK);
    int tiles_of_one = parts * ((inner - 1) / TILE + 1);
    int o = (int) (block_index() / tiles_of_one);
    Tile tile = tile_of_block(block_index() % tiles_of_one, length, inner);
    const float *matrix = x + o * length * inner;
    float value = reduction == REDUCTION_MAX ? -INFINITE : 0.0f;
    EACH_ROW_OF_TILE(r, tile, inner) {
        value = reduced(reduction, value, matrix[r * inner + tile.column]);
    }
    int again = reduction == REDUCTION_MAX ? REDUCTION_MAX : REDUCTION_SUM;
    values[tile.warp][lane_index()] = value;
    block_barrier();
    if (tile.warp == 0 && tile.column < inner) {
        for (int w = 1; w < WARPS_IN_BLOCK; w++) {
            value = reduced(again, value, values[w][lane_index()]);
        }
        out[(o * parts + tile.part) * inner + tile.column] = value;
    }
}

/* Whether a number at place i beats the best so far: the first NaN if there is one, else the first of the largest. */
DEVICE bool beats(float x, int i, float best, int best_i) {
    if (x != x || best != best) {
        return x != x && (best == best || i < best_i);
    }
    return x > best || (x == best && i < best_i);
}

KERNEL argmax_rows(int outer, int length, const float *x, int *out) {
    int row = row_of_warp();
    if (row >= outer) {
        return;
    }
    float best = -INFINITE;
    int best_i = 0x7fffffff;
    EACH_OF_LANE(j, length) {
        float value = x[row * length + j];
        if (beats(value, j, best, best_i)) {
            best = value;
            best_i = j;
        }
    }
    for (int mask = 16; mask > 0; mask /= 2) {
        float value = from_lane(best, mask);
        int i = from_lane(best_i, mask);
        if (beats(value, i, best, best_i)) {
            best = value;
            best_i = i;
        }
    }
    if (lane_index() == 0) {
        out[row] = best_i;
    }
}

KERNEL argmax_columns(int outer, int length, int inner, const float *x, int *out) {
    EACH_ELEMENT(i, outer * inner) {
        const float *column = x + (i / inner) * length * inner + i % inner;
        int best = 0;
        for (int r = 1; r < length; r++) {
            if (beats(column[r * inner], r, column[best * inner], best)) {
                best = r;
            }
        }
        out[i] = best;
    }
}

KERNEL max_gradient(int outer, int length, int inner, const float *dy, const int *index, float *dx) {
    EACH_ELEMENT(i, outer * length * inner) {
        int row = (int) (i / inner);
        int at = row / length * inner + (int) (i % inner);
        dx[i] = index[at] == row % length ? dy[at] : 0.0f;
    }
}

DEVICE float largest_of_row(const float *x, int columns) {
    float largest = -INFINITE;
    EACH_OF_LANE(j, columns) {
        largest = larger(largest, x[j]);
    }
    return warp_largest(largest);
}

/* y = exp(x - largest), and the reciprocal of its sum. */
DEVICE float exponentials(const float *x, float *y, int columns, float largest) {
    float sum = 0.0f;
    EACH_OF_LANE(j, columns) {
        y[j] = exponential(x[j] - largest);
        sum += y[j];
    }
    return 1.0f / warp_sum(sum);
}

KERNEL softmax(int logarithm, int rows, int columns, const float *x, float *y) {
    int row = row_of_warp();
    if (row >= rows) {
        return;
    }
    x += row * columns;
    y += row * columns;
    float largest = largest_of_row(x, columns);
    if (logarithm) {
        float sum = 0.0f;
        EACH_OF_LANE(j, columns) {
            sum += exponential(x[j] - largest);
        }
        float log_sum = logarithm_of(warp_sum(sum));
        EACH_OF_LANE(j, columns) {
            y[j] = x[j] - largest - log_sum;
        }
    } else {
        float scale = exponentials(x, y, columns, largest);
        EACH_OF_LANE(j, columns) {
            y[j] *= scale;
        }
    }
}

KERNEL softmax_gradient(int logarithm, int rows, int columns, const float *y, const float *dy, float *dx) {
    int row = row_of_warp();
    if (row >= rows) {
        return;
    }
    y += row * columns;
    dy += row * columns;
    dx += row * columns;
    float sum = 0.0f;
    EACH_OF_LANE(j, columns) {
        sum += logarithm ? dy[j] : y[j] * dy[j];
    }
    sum = warp_sum(sum);
    EACH_OF_LANE(j, columns) {
        dx[j] = logarithm ? dy[j] - exponential(y[j]) * sum : y[j] * (dy[j] - sum);
    }
}
