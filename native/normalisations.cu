/*
 * Normalisation of columns and of rows. What runs down the columns is added up in chunks of rows, one block each, and
 * the chunks' results by one block more: `partial` holds two numbers for each chunk and column, all first ones before
 * all second ones.
 */

/* The sum over all parts of one of the two numbers of a column, for each thread of the column's lane. */
DEVICE float sum_over_parts(const float *partial, int parts, int columns, const Tile &tile) {
    float sum = 0.0f;
    for (int p = tile.warp; p < parts && tile.column < columns; p += WARPS_IN_BLOCK) {
        sum += partial[p * columns + tile.column];
    }
    return sum_over_warps(sum);
}

/* Writes the two numbers of a column that its lane has found for a chunk. */
DEVICE void write_partial(float first, float second, int rows, int columns, const Tile &tile, float *partial) {
    if (tile.warp == 0 && tile.column < columns) {
        int at = tile.part * columns + tile.column;
        partial[at] = first;
        partial[parts_of(rows, COLUMN_CHUNK) * columns + at] = second;
    }
}

/* Of a chunk: its mean, and the sum of the squared distances from it. Read twice, the second time from the cache. */
KERNEL column_statistics_1(int rows, int columns, const float *x, float *partial) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    float sum = 0.0f;
    EACH_ROW_OF_TILE(r, tile, columns) {
        sum += x[r * columns + tile.column];
    }
    float mean = sum_over_warps(sum) / (float) (tile.end_row - tile.first_row);
    float squares = 0.0f;
    EACH_ROW_OF_TILE(r, tile, columns) {
        float distance = x[r * columns + tile.column] - mean;
        squares += distance * distance;
    }
    squares = sum_over_warps(squares);
    write_partial(mean, squares, rows, columns, tile, partial);
}

/* The chunks' means and squares put together (Chan, Golub and LeVeque, 1979): no difference of large sums. */
KERNEL column_statistics_2(int rows, int columns, const float *partial, float *mean, float *variance) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    int parts = parts_of(rows, COLUMN_CHUNK);
    int last = rows - (parts - 1) * COLUMN_CHUNK;
    float sum = 0.0f;
    for (int p = tile.warp; p < parts && tile.column < columns; p += WARPS_IN_BLOCK) {
        sum += partial[p * columns + tile.column] * (float) (p < parts - 1 ? COLUMN_CHUNK : last);
    }
    float center = sum_over_warps(sum) / (float) rows;
    float squares = 0.0f;
    for (int p = tile.warp; p < parts && tile.column < columns; p += WARPS_IN_BLOCK) {
        float distance = partial[p * columns + tile.column] - center;
        squares += partial[(parts + p) * columns + tile.column]
                + distance * distance * (float) (p < parts - 1 ? COLUMN_CHUNK : last);
    }
    squares = sum_over_warps(squares);
    if (tile.warp == 0 && tile.column < columns) {
        mean[tile.column] = center;
        variance[tile.column] = squares / (float) rows;
    }
}

KERNEL batch_norm(int rows, int columns, float epsilon, const float *x, const float *mean, const float *variance,
        const float *weight, const float *bias, float *y) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    if (tile.column >= columns) {
        return;
    }
    float center = mean[tile.column];
    float scale = weight[tile.column] / square_root(variance[tile.column] + epsilon);
    float shift = bias[tile.column];
    EACH_ROW_OF_TILE(r, tile, columns) {
        y[r * columns + tile.column] = (x[r * columns + tile.column] - center) * scale + shift;
    }
}

/* The sums of dy and of dy * (x - mean). */
KERNEL batch_norm_gradient_1(int rows, int columns, const float *x, const float *mean, const float *dy,
        float *partial) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    float sum = 0.0f;
    float products = 0.0f;
    EACH_ROW_OF_TILE(r, tile, columns) {
        float d = dy[r * columns + tile.column];
        sum += d;
        products += (x[r * columns + tile.column] - mean[tile.column]) * d;
    }
    sum = sum_over_warps(sum);
    products = sum_over_warps(products);
    write_partial(sum, products, rows, columns, tile, partial);
}

KERNEL batch_norm_gradient_2(int rows, int columns, float epsilon, const float *variance, const float *partial,
        float *d_weight, float *d_bias) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    int parts = parts_of(rows, COLUMN_CHUNK);
    float sum = sum_over_parts(partial, parts, columns, tile);
    float products = sum_over_parts(partial + parts * columns, parts, columns, tile);
    if (tile.warp == 0 && tile.column < columns) {
        d_bias[tile.column] = sum;
        d_weight[tile.column] = products * (1.0f / square_root(variance[tile.column] + epsilon));
    }
}

KERNEL batch_norm_gradient_3(int frozen, int rows, int columns, float epsilon, const float *x, const float *mean,
        const float *variance, const float *weight, const float *dy, const float *d_weight, const float *d_bias,
        float *dx) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    int j = tile.column;
    if (j >= columns) {
        return;
    }
    float deviation = square_root(variance[j] + epsilon);
    float scale = weight[j] / deviation;
    float slope = d_weight[j] * (1.0f / deviation) / (float) rows;
    float shift = d_bias[j] / (float) rows;
    EACH_ROW_OF_TILE(r, tile, columns) {
        float d = dy[r * columns + j];
        dx[r * columns + j] =
                frozen ? scale * d : scale * (d - shift - (x[r * columns + j] - mean[j]) * slope);
    }
}

KERNEL layer_norm(int rows, int columns, float epsilon, const float *x, const float *weight, const float *bias,
        float *y, float *mean, float *inverse_deviation) {
    int row = row_of_warp();
    if (row >= rows) {
        return;
    }
    x += row * columns;
    y += row * columns;
    float sum = 0.0f;
    EACH_OF_LANE(j, columns) {
        sum += x[j];
    }
    float center = warp_sum(sum) / (float) columns;
    float squares = 0.0f;
    EACH_OF_LANE(j, columns) {
        float distance = x[j] - center;
        squares += distance * distance;
    }
    float inverse = 1.0f / square_root(warp_sum(squares) / (float) columns + epsilon);
    EACH_OF_LANE(j, columns) {
        y[j] = (x[j] - center) * inverse * weight[j] + bias[j];
    }
    if (lane_index() == 0) {
        mean[row] = center;
        inverse_deviation[row] = inverse;
    }
}

/* The sums of dy and of dy * (x - mean) * inverse deviation. */
KERNEL layer_norm_gradient_1(int rows, int columns, const float *x, const float *mean, const float *inverse_deviation,
        const float *dy, float *partial) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    float sum = 0.0f;
    float products = 0.0f;
    EACH_ROW_OF_TILE(r, tile, columns) {
        float d = dy[r * columns + tile.column];
        sum += d;
        products += (x[r * columns + tile.column] - mean[r]) * inverse_deviation[r] * d;
    }
    sum = sum_over_warps(sum);
    products = sum_over_warps(products);
    write_partial(sum, products, rows, columns, tile, partial);
}

KERNEL layer_norm_gradient_2(int rows, int columns, const float *partial, float *d_weight, float *d_bias) {
    Tile tile = tile_of_block(block_index(), rows, columns);
    int parts = parts_of(rows, COLUMN_CHUNK);
    float sum = sum_over_parts(partial, parts, columns, tile);
    float products = sum_over_parts(partial + parts * columns, parts, columns, tile);
    if (tile.warp == 0 && tile.column < columns) {
        d_bias[tile.column] = sum;
        d_weight[tile.column] = products;
    }
}

KERNEL layer_norm_gradient_3(int rows, int columns, const float *x, const float *weight, const float *mean,
        const float *inverse_deviation, const float *dy, float *dx) {
    int row = row_of_warp();
    if (row >= rows) {
        return;
    }
    x += row * columns;
    dy += row * columns;
    dx += row * columns;
    float center = mean[row];
    float inverse = inverse_deviation[row];
    float sum = 0.0f;
    float products = 0.0f;
    EACH_OF_LANE(j, columns) {
        float g = dy[j] * weight[j];
        sum += g;
        products += g * ((x[j] - center) * inverse);
    }
    float mean_g = warp_sum(sum) / (float) columns;
    float mean_gh = warp_sum(products) / (float) columns;
    EACH_OF_LANE(j, columns) {
        float g = dy[j] * weight[j];
        float h = (x[j] - center) * inverse;
        dx[j] = inverse * (g - mean_g - h * mean_gh);
    }
}
