/* Rows of tables by their numbers. */

KERNEL gather(int count, int rows, int columns, const float *table, const int *ids, float *out) {
    EACH_ELEMENT(i, count * columns) {
        int r = (int) (i / columns);
        int id = ids[r];
        out[i] = id >= 0 && id < rows ? table[id * columns + ((int) i - r * columns)] : NOT_A_NUMBER;
    }
}

/* Writes the numbers i of a chunk for which `condition` holds to `places`, in order, and returns how many there are. */
DEVICE int collect(int condition, int i, int *places) {
    SHARED int in_warp[WARPS_IN_BLOCK];
    int warp = (int) (thread_index() / 32);
    unsigned lanes = lanes_where(condition);
    if (lane_index() == 0) {
        in_warp[warp] = ones(lanes);
    }
    block_barrier();
    int before = ones(lanes & ((1u << lane_index()) - 1));
    int all = 0;
    for (int w = 0; w < WARPS_IN_BLOCK; w++) {
        before += w < warp ? in_warp[w] : 0;
        all += in_warp[w];
    }
    if (condition) {
        places[before] = i;
    }
    block_barrier();
    return all;
}

/*
 * The block of the first place of an id adds up all rows of that id, and no other block touches that row of the table.
 * A row that occurs thousands of times must not be added by one thread after the other, so the threads stand in groups
 * as wide as the row and each group takes its share of the occurrences; the groups' sums are added by a tree.
 */
DEVICE void add_rows(int count, int columns, const int *ids, const float *factors, const float *rows, float *table) {
    SHARED int places[THREADS];
    SHARED float sums[THREADS];
    int thread = (int) thread_index();
    int first = (int) block_index();
    int id = ids[first];
    int before = 0;
    for (int i = thread; i < first; i += THREADS) {
        before |= ids[i] == id;
    }
    if (id < 0 || count_in_block(before) > 0) {
        return;
    }
    int width = 1;
    while (width < columns && width < THREADS) {
        width *= 2;
    }
    int groups = THREADS / width;
    int group = thread / width;
    for (int from = 0; from < columns; from += width) {
        int column = from + thread % width;
        float sum = 0.0f;
        for (int chunk = first; chunk < count; chunk += THREADS) {
            int i = chunk + thread;
            int same = i < count && ids[i] == id;
            if (count_in_block(same) == 0) {
                continue;
            }
            int found = collect(same, i, places);
            for (int k = group; k < found && column < columns; k += groups) {
                float value = rows[places[k] * columns + column];
                sum += factors ? factors[places[k]] * value : value;
            }
        }
        sums[thread] = sum;
        block_barrier();
        for (int half = groups / 2; half > 0; half /= 2) {
            if (group < half) {
                sums[thread] += sums[thread + half * width];
            }
            block_barrier();
        }
        if (group == 0 && column < columns) {
            table[id * columns + column] += sums[thread];
        }
        block_barrier();
    }
}

KERNEL scatter_add(int count, int columns, const int *ids, const float *rows, float *table) {
    add_rows(count, columns, ids, 0, rows, table);
}

KERNEL scatter_add_scaled(int count, int columns, const int *ids, const float *factors, const float *rows,
        float *table) {
    add_rows(count, columns, ids, factors, rows, table);
}

KERNEL row_dot(int rows, int columns, const float *x, const float *y, float *out) {
    int row = row_of_warp();
    if (row >= rows) {
        return;
    }
    float sum = 0.0f;
    EACH_OF_LANE(j, columns) {
        sum += x[row * columns + j] * y[row * columns + j];
    }
    sum = warp_sum(sum);
    if (lane_index() == 0) {
        out[row] = sum;
    }
}
