/* The products of cuBLAS, in its order of columns, on the memory and streams of the stub's driver. */
#include "stub.h"

#include <set>
#include <vector>

namespace {

enum { NOT_INITIALIZED_BLAS = 1, INVALID_VALUE_BLAS = 7 };

struct Handle {
    void *stream = nullptr;
    int math_mode = 0;
};

std::set<Handle *> handles;

const int TRANSPOSED = 1;

/* op(A), rows x columns, without gaps. */
std::vector<float> taken(int operation, int rows, int columns, const float *a, int lda) {
    std::vector<float> out((size_t) rows * columns);
    for (int j = 0; j < columns; j++) {
        for (int i = 0; i < rows; i++) {
            out[(size_t) j * rows + i] = operation == TRANSPOSED ? a[(size_t) i * lda + j] : a[(size_t) j * lda + i];
        }
    }
    return out;
}

void product(int operation_a, int operation_b, int m, int n, int k, float alpha, const float *a, int lda,
        const float *b, int ldb, float beta, float *c, int ldc) {
    std::vector<float> left = taken(operation_a, m, k, a, lda);
    std::vector<float> right = taken(operation_b, k, n, b, ldb);
    std::vector<float> column((size_t) m);
    for (int j = 0; j < n; j++) {
        float *sums = column.data();
        for (int i = 0; i < m; i++) {
            sums[i] = 0;
        }
        for (int p = 0; p < k; p++) {
            float factor = right[(size_t) j * k + p];
            const float *of_left = left.data() + (size_t) p * m;
            for (int i = 0; i < m; i++) {
                sums[i] += factor * of_left[i];
            }
        }
        float *out = c + (size_t) j * ldc;
        for (int i = 0; i < m; i++) {
            out[i] = beta == 0 ? alpha * sums[i] : alpha * sums[i] + beta * out[i];
        }
    }
}

/* Whether a matrix of cuBLAS lies in allocated memory. */
bool lies(const float *matrix, int rows, int columns, int ld, const char *what) {
    if (rows == 0 || columns == 0) {
        return true;
    }
    return ld >= rows && lanewise_stub_check(matrix, ((size_t) (columns - 1) * ld + rows) * sizeof(float), what);
}

int check(Handle *handle, int operation_a, int operation_b, int m, int n, int k, const float *a, int lda,
        const float *b, int ldb, const float *c, int ldc, const char *what) {
    if (!handles.count(handle)) {
        return NOT_INITIALIZED_BLAS;
    }
    bool good = m >= 0 && n >= 0 && k >= 0
            && (operation_a == TRANSPOSED ? lies(a, k, m, lda, what) : lies(a, m, k, lda, what))
            && (operation_b == TRANSPOSED ? lies(b, n, k, ldb, what) : lies(b, k, n, ldb, what))
            && lies(c, m, n, ldc, what);
    return good ? 0 : INVALID_VALUE_BLAS;
}

}  // namespace

EXPORTED int cublasCreate_v2(void **handle) {
    ENTER("cublasCreate_v2")
    Handle *made = new Handle();
    handles.insert(made);
    *handle = made;
    return 0;
}

EXPORTED int cublasDestroy_v2(void *handle) {
    ENTER("cublasDestroy_v2")
    if (handles.erase((Handle *) handle) == 0) {
        lanewise_stub_complain("cublasDestroy_v2: no such handle, or destroyed a second time");
        return NOT_INITIALIZED_BLAS;
    }
    delete (Handle *) handle;
    return 0;
}

EXPORTED int cublasSetStream_v2(void *handle, void *stream) {
    ENTER("cublasSetStream_v2")
    if (!handles.count((Handle *) handle)) {
        return NOT_INITIALIZED_BLAS;
    }
    ((Handle *) handle)->stream = stream;
    return 0;
}

EXPORTED int cublasSetMathMode(void *handle, int mode) {
    ENTER("cublasSetMathMode")
    if (!handles.count((Handle *) handle)) {
        return NOT_INITIALIZED_BLAS;
    }
    ((Handle *) handle)->math_mode = mode;
    return 0;
}

EXPORTED int cublasSgemm_v2(void *handle, int operation_a, int operation_b, int m, int n, int k, const float *alpha,
        const float *a, int lda, const float *b, int ldb, const float *beta, float *c, int ldc) {
    ENTER("cublasSgemm_v2")
    Handle *own = (Handle *) handle;
    if (int code = check(own, operation_a, operation_b, m, n, k, a, lda, b, ldb, c, ldc, "cublasSgemm_v2")) {
        return code;
    }
    float alpha_now = *alpha;
    float beta_now = *beta;
    return lanewise_stub_queue(own->stream, [=] {
        product(operation_a, operation_b, m, n, k, alpha_now, a, lda, b, ldb, beta_now, c, ldc);
    });
}

EXPORTED int cublasSgemmStridedBatched(void *handle, int operation_a, int operation_b, int m, int n, int k,
        const float *alpha, const float *a, int lda, long long stride_a, const float *b, int ldb, long long stride_b,
        const float *beta, float *c, int ldc, long long stride_c, int batches) {
    ENTER("cublasSgemmStridedBatched")
    Handle *own = (Handle *) handle;
    for (int batch = 0; batch < batches; batch++) {
        if (int code = check(own, operation_a, operation_b, m, n, k, a + batch * stride_a, lda, b + batch * stride_b,
                    ldb, c + batch * stride_c, ldc, "cublasSgemmStridedBatched")) {
            return code;
        }
    }
    float alpha_now = *alpha;
    float beta_now = *beta;
    return lanewise_stub_queue(own->stream, [=] {
        for (int batch = 0; batch < batches; batch++) {
            product(operation_a, operation_b, m, n, k, alpha_now, a + batch * stride_a, lda, b + batch * stride_b, ldb,
                    beta_now, c + batch * stride_c, ldc);
        }
    });
}

/* y = alpha * op(A) x + beta * y, A being m x n. */
EXPORTED int cublasSgemv_v2(void *handle, int operation, int m, int n, const float *alpha, const float *a, int lda,
        const float *x, int step_x, const float *beta, float *y, int step_y) {
    ENTER("cublasSgemv_v2")
    Handle *own = (Handle *) handle;
    if (!handles.count(own)) {
        return NOT_INITIALIZED_BLAS;
    }
    int in = operation == TRANSPOSED ? m : n;
    int out = operation == TRANSPOSED ? n : m;
    if (m < 0 || n < 0 || step_x <= 0 || step_y <= 0 || !lies(a, m, n, lda, "cublasSgemv_v2")
            || !lies(x, 1, in, step_x, "cublasSgemv_v2") || !lies(y, 1, out, step_y, "cublasSgemv_v2")) {
        return INVALID_VALUE_BLAS;
    }
    float alpha_now = *alpha;
    float beta_now = *beta;
    /* As a product with a matrix of one row, whose columns are a step apart, from the right: (op(A) x)' = x' op(A)'. */
    return lanewise_stub_queue(own->stream, [=] {
        int operation_b = operation == TRANSPOSED ? 0 : TRANSPOSED;
        product(0, operation_b, 1, out, in, alpha_now, x, step_x, a, lda, beta_now, y, step_y);
    });
}

EXPORTED const char *cublasGetStatusString(int status) {
    switch (status) {
        case 0:
            return "the operation completed successfully";
        case NOT_INITIALIZED_BLAS:
            return "the library was not initialized";
        case 3:
            return "the resource allocation failed";
        case INVALID_VALUE_BLAS:
            return "an unsupported value or parameter was passed to the function";
        case 13:
            return "the function failed to launch on the GPU";
        default:
            return "unknown status";
    }
}

EXPORTED int cublasGetVersion_v2(void *, int *version) {
    ENTER("cublasGetVersion_v2")
    *version = 120205;
    return 0;
}
