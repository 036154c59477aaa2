/*
 * Every kernel of the library, as the host launches it. A kernel does what the method of its name in lanewise.backend
 * does: parameters come in the same order, booleans and enums as ints (an enum as its ordinal, listed below). Where the
 * method takes a length from a buffer, `n` or `count` stands first. Matrices are row-major without gaps.
 *
 * All launches are one-dimensional, in blocks of THREADS threads without dynamic shared memory. The word before the
 * name says how many blocks there are; what it counts is said above the kernel:
 *
 *   ELEMENTS  of so many elements: min(ceil(elements / THREADS), MOST_BLOCKS) blocks
 *   WARPS     a warp of 32 threads for each of so many rows: ceil(rows / WARPS_IN_BLOCK) blocks
 *   BLOCKS    so many blocks
 *
 * No block, no launch: of nothing there is nothing to compute, and the driver refuses an empty grid. `parts(n, chunk)`
 * is max(1, ceil(n / chunk)); `tiles(n)` is ceil(n / TILE). Neither depends on the card, and no kernel adds up
 * atomically, so that equal input gives equal bits on every run.
 *
 * Element by element the kernels compute what the Java kernels compute, operation for operation: the same bits. Sums
 * are taken in another order than on the processor, by lanes and then by a fixed tree.
 *
 * Results may overwrite an input of the same size and place, unless said otherwise.
 */
#ifndef LANEWISE_KERNELS_H
#define LANEWISE_KERNELS_H

#include "device.h"

#define THREADS 256
#define WARPS_IN_BLOCK 8
#define MOST_BLOCKS 4096
#define TILE 32
#define ROW_CHUNK 1024      /* numbers of a row that a warp of reduce_rows adds up */
#define COLUMN_CHUNK 256    /* rows that a block of a kernel over columns adds up */
#define SCATTER_CHUNK 8192  /* most ids of one launch of scatter_add */
#define SETTLE_COEFFICIENTS 6

/* lanewise.kernel.UnaryFunction */
#define UNARY_IDENTITY 0
#define UNARY_RELU 1
#define UNARY_LEAKY_RELU 2
#define UNARY_EXP 3
#define UNARY_LOG 4
#define UNARY_SIGMOID 5
#define UNARY_TANH 6
#define UNARY_SOFTPLUS 7
#define UNARY_SQUARE 8
#define UNARY_SQRT 9
#define UNARY_ABS 10

/* lanewise.kernel.BinaryFunction */
#define BINARY_PLUS 0
#define BINARY_MINUS 1
#define BINARY_TIMES 2
#define BINARY_DIV 3

/* lanewise.backend.Reduction */
#define REDUCTION_SUM 0
#define REDUCTION_SUM_OF_SQUARES 1
#define REDUCTION_MAX 2

/* elements.cu */

/* n elements */
ELEMENTS unary(int n, int f, float parameter, const float *x, float *y);

/* n elements (of dy) */
ELEMENTS unary_gradient(int n, int f, float parameter, const float *x, const float *y, const float *dy, float *dx);

/* n elements */
ELEMENTS affine(int n, float scale, float shift, const float *x, float *y);

/* n elements; y is not read where beta is 0 */
ELEMENTS axpby(int n, float alpha, const float *x, float beta, float *y);

/* rows * columns elements */
ELEMENTS binary(int f, int rows, int columns, const float *a, int a_row_stride, int a_column_stride, const float *b,
        int b_row_stride, int b_column_stride, float *out);

/* n elements */
ELEMENTS dropout(int n, float p, long long key, long long first, const float *x, float *y);

/* n elements */
ELEMENTS fill(int n, float *target, float value);

/* rows * columns elements; the rectangles may not overlap */
ELEMENTS copy_rectangle(int rows, int columns, const float *source, int source_stride, float *target,
        int target_stride);

/* tiles(rows) * tiles(columns) blocks; not in place */
BLOCKS transpose(int rows, int columns, const float *x, float *y);

/* rows * columns elements */
ELEMENTS bias_activation(int rows, int columns, int f, float parameter, const float *bias, float *z);

/* rows.cu */

/* count * columns elements; an id that is not one of the rows gives a row of NaN and reads nothing */
ELEMENTS gather(int count, int rows, int columns, const float *table, const int *ids, float *out);

/*
 * count blocks, count at most SCATTER_CHUNK: of more ids, launch slice after slice on one stream. Every block compares
 * its id with all others of its launch, so the cost grows with their square: 8192 ids are at most 67 million compares.
 * In slices the cost stays in proportion to the ids. Rows of negative ids are left out.
 */
BLOCKS scatter_add(int count, int columns, const int *ids, const float *rows, float *table);

/* count blocks, as scatter_add */
BLOCKS scatter_add_scaled(int count, int columns, const int *ids, const float *factors, const float *rows,
        float *table);

/* rows rows; not in place */
WARPS row_dot(int rows, int columns, const float *x, const float *y, float *out);

/* axes.cu */

/*
 * The method `reduce` where inner is 1. outer * parts(length, ROW_CHUNK) rows, whose results are out, [outer, parts]:
 * if that is more than one part, reduce again over [outer, parts] until there is one, with SUM in place of
 * SUM_OF_SQUARES. Not in place.
 */
WARPS reduce_rows(int reduction, int outer, int length, const float *x, float *out);

/*
 * The method `reduce` where inner is above 1. outer * parts(length, COLUMN_CHUNK) * tiles(inner) blocks, whose results
 * are out, [outer, parts, inner]: reduce again over these as with reduce_rows. Not in place.
 */
BLOCKS reduce_columns(int reduction, int outer, int length, int inner, const float *x, float *out);

/* The method `argmax` where inner is 1; outer rows. */
WARPS argmax_rows(int outer, int length, const float *x, int *out);

/* The method `argmax` where inner is above 1; outer * inner elements. */
ELEMENTS argmax_columns(int outer, int length, int inner, const float *x, int *out);

/* outer * length * inner elements */
ELEMENTS max_gradient(int outer, int length, int inner, const float *dy, const int *index, float *dx);

/* rows rows */
WARPS softmax(int logarithm, int rows, int columns, const float *x, float *y);

/* rows rows */
WARPS softmax_gradient(int logarithm, int rows, int columns, const float *y, const float *dy, float *dx);

/* normalisations.cu; where two launches or more make a method, in the order given here */

/* parts(rows, COLUMN_CHUNK) * tiles(columns) blocks; partial is scratch of 2 * parts * columns numbers */
BLOCKS column_statistics_1(int rows, int columns, const float *x, float *partial);

/* tiles(columns) blocks */
BLOCKS column_statistics_2(int rows, int columns, const float *partial, float *mean, float *variance);

/* parts(rows, COLUMN_CHUNK) * tiles(columns) blocks */
BLOCKS batch_norm(int rows, int columns, float epsilon, const float *x, const float *mean, const float *variance,
        const float *weight, const float *bias, float *y);

/* parts(rows, COLUMN_CHUNK) * tiles(columns) blocks; partial is scratch of 2 * parts * columns numbers */
BLOCKS batch_norm_gradient_1(int rows, int columns, const float *x, const float *mean, const float *dy, float *partial);

/* tiles(columns) blocks */
BLOCKS batch_norm_gradient_2(int rows, int columns, float epsilon, const float *variance, const float *partial,
        float *d_weight, float *d_bias);

/* parts(rows, COLUMN_CHUNK) * tiles(columns) blocks */
BLOCKS batch_norm_gradient_3(int frozen, int rows, int columns, float epsilon, const float *x, const float *mean,
        const float *variance, const float *weight, const float *dy, const float *d_weight, const float *d_bias,
        float *dx);

/* rows rows */
WARPS layer_norm(int rows, int columns, float epsilon, const float *x, const float *weight, const float *bias, float *y,
        float *mean, float *inverse_deviation);

/* parts(rows, COLUMN_CHUNK) * tiles(columns) blocks; partial is scratch of 2 * parts * columns numbers */
BLOCKS layer_norm_gradient_1(int rows, int columns, const float *x, const float *mean, const float *inverse_deviation,
        const float *dy, float *partial);

/* tiles(columns) blocks */
BLOCKS layer_norm_gradient_2(int rows, int columns, const float *partial, float *d_weight, float *d_bias);

/* rows rows */
WARPS layer_norm_gradient_3(int rows, int columns, const float *x, const float *weight, const float *mean,
        const float *inverse_deviation, const float *dy, float *dx);

/* gates.cu: rows * columns elements each; lengths may be null, and then no sequence ends */

ELEMENTS rnn(int relu, int rows, int columns, const int *lengths, int time, const float *bias, const float *z,
        const float *before, float *h);

ELEMENTS rnn_gradient(int relu, int rows, int columns, const int *lengths, int time, const float *h, const float *dh,
        float *carry, float *dz);

ELEMENTS gru(int rows, int columns, const int *lengths, int time, const float *bias, float *gates, float *hidden,
        const float *before, float *h);

ELEMENTS gru_gradient(int rows, int columns, const int *lengths, int time, const float *gates, const float *hidden,
        const float *before, const float *dh, float *carry, float *d_gates, float *d_hidden);

ELEMENTS lstm(int rows, int columns, const int *lengths, int time, const float *bias, float *gates,
        const float *h_before, const float *c_before, float *h, float *c, float *tanh);

ELEMENTS lstm_gradient(int rows, int columns, const int *lengths, int time, const float *gates, const float *c_before,
        const float *tanh, const float *dh, float *carry, float *dc, float *dz);

/* losses.cu; dy is one number on the device */

/* rows rows; a target that is not one of the columns gives a loss of NaN */
WARPS cross_entropy(int rows, int columns, const float *logits, const int *targets, float *losses,
        float *probabilities);

/* rows * columns elements */
ELEMENTS cross_entropy_gradient(int rows, int columns, const float *probabilities, const int *targets, float factor,
        const float *dy, float *dx);

/* n elements; not in place */
ELEMENTS binary_cross_entropy(int n, const float *logits, const float *targets, float *losses);

/* n elements; not over the targets */
ELEMENTS binary_cross_entropy_gradient(int n, const float *logits, const float *targets, float factor, const float *dy,
        float *dx);

/* updates.cu: n elements, or count * columns elements of rows that ids name, each once; count is that of the ids */

ELEMENTS sgd(int n, float rate, float momentum, int nesterov, float coupled_decay, float keep,
        float scale, const float *gradient, float *velocity, float *parameter);

ELEMENTS adam(int n, float step, float beta1, float beta2, float inverse_root, float epsilon, float coupled_decay,
        float keep, float scale, const float *gradient, float *mean, float *square, float *parameter);

ELEMENTS adam_rows(int count, int columns, const int *ids, float step, float beta1, float beta2, float inverse_root,
        float epsilon, float keep, const float *gradient_rows, float *mean, float *square, float *parameter);

ELEMENTS settle_rows(int count, int columns, const int *ids, const float *coefficients, float *mean, float *square,
        float *parameter);

/* mean may be null if not centered */
ELEMENTS rms_prop(int n, float rate, float alpha, float momentum, int centered, float epsilon, float coupled_decay,
        float keep, float scale, const float *gradient, float *mean, float *square, float *velocity,
        float *parameter);

ELEMENTS adagrad(int n, float rate, float epsilon, float coupled_decay, float keep, float scale,
        const float *gradient, float *sum, float *parameter);

ELEMENTS adagrad_rows(int count, int columns, const int *ids, float rate, float epsilon, const float *gradient_rows,
        float *sum, float *parameter);

#endif
