/* How threads share out the work of a kernel, and how they add up: by lanes and then by a tree, in a fixed order. */
#ifndef LANEWISE_SHARING_H
#define LANEWISE_SHARING_H

#include "functions.h"

/* Unsigned: the step beyond the last element may pass 2^31. */
#define EACH_ELEMENT(i, n) \
    for (unsigned i = block_index() * THREADS + thread_index(); i < (unsigned) (n); i += thread_count())

/* The elements of a row, each by the same lane of the row's warp every time. */
#define EACH_OF_LANE(j, columns) for (int j = lane_index(); j < (columns); j += 32)

DEVICE int lane_index() {
    return (int) (thread_index() % 32);
}

DEVICE int row_of_warp() {
    return (int) (block_index() * WARPS_IN_BLOCK + thread_index() / 32);
}

DEVICE int parts_of(int n, int chunk) {
    return n <= chunk ? 1 : (n - 1) / chunk + 1;
}

DEVICE float warp_sum(float value) {
    for (int mask = 16; mask > 0; mask /= 2) {
        value += from_lane(value, mask);
    }
    return value;
}

DEVICE float warp_largest(float value) {
    for (int mask = 16; mask > 0; mask /= 2) {
        value = larger(value, from_lane(value, mask));
    }
    return value;
}

/*
 * A block of a kernel over columns: TILE neighbouring columns, so that a warp reads neighbouring numbers, and every
 * eighth row of a chunk for each of its warps.
 */
struct Tile {
    int part;
    int column;
    int warp;
    int first_row;
    int end_row;
};

/* Blocks number the tiles of a part first, then the parts. */
DEVICE Tile tile_of_block(unsigned block, int rows, int columns) {
    int tiles = (columns - 1) / TILE + 1;
    Tile tile;
    tile.part = (int) (block / tiles);
    tile.column = (int) (block % tiles) * TILE + lane_index();
    tile.warp = (int) (thread_index() / 32);
    tile.first_row = tile.part * COLUMN_CHUNK;
    tile.end_row = rows - tile.first_row < COLUMN_CHUNK ? rows : tile.first_row + COLUMN_CHUNK;
    return tile;
}

/* The rows of a tile that fall to this thread; none where the tile reaches over the last column. */
#define EACH_ROW_OF_TILE(r, tile, columns) \
    for (int r = (tile).first_row + (tile).warp; r < ((tile).column < (columns) ? (tile).end_row : 0); \
         r += WARPS_IN_BLOCK)

/* The sum of a lane's numbers over the warps of a block, for each of the lane's threads. The whole block calls it. */
DEVICE float sum_over_warps(float value) {
    SHARED float values[THREADS];
    block_barrier(); /* the values of an earlier sum have been read */
    values[thread_index()] = value;
    block_barrier();
    const float *v = values + lane_index();
    return ((v[0] + v[32]) + (v[64] + v[96])) + ((v[128] + v[160]) + (v[192] + v[224]));
}

#endif
