package lanewise.cuda;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import lanewise.backend.DeviceException;
import org.jspecify.annotations.Nullable;

/**
 * The functions of cuBLAS, on one handle. Matrices stand by columns, as its manual has them. For one caller at a time.
 */
final class Cublas {

    /** What a product gives back for which cuBLAS found no memory. */
    static final int OUT_OF_MEMORY = 3;

    private static final int NOT_TRANSPOSED = 0;
    private static final int TRANSPOSED = 1;
    private static final int DEFAULT_MATH = 0;
    private static final int TF32_MATH = 3;

    private final Library library;
    private final MemorySegment out;
    private final MemorySegment alpha;
    private final MemorySegment beta;

    private final MethodHandle destroy;
    private final MethodHandle setMathMode;
    private final MethodHandle gemm;
    private final MethodHandle gemv;

    /** Since version 11.4. */
    private final @Nullable MethodHandle statusText;

    private final long handle;
    private final int version;
    private boolean tf32;

    /**
     * Makes a handle that computes on a stream of the current context.
     *
     * @param arena for as long as this object is used
     * @throws DeviceException if the library can't be used
     */
    Cublas(Library library, Arena arena, long stream) {
        this.library = library;
        out = arena.allocate(JAVA_LONG);
        alpha = arena.allocate(JAVA_FLOAT);
        beta = arena.allocate(JAVA_FLOAT);
        destroy = library.function("cublasDestroy_v2", JAVA_LONG);
        setMathMode = library.function("cublasSetMathMode", JAVA_LONG, JAVA_INT);
        gemm = library.function(
                "cublasSgemm_v2",
                JAVA_LONG,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_INT,
                JAVA_LONG,
                JAVA_INT,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_INT);
        gemv = library.function(
                "cublasSgemv_v2",
                JAVA_LONG,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_INT,
                JAVA_LONG,
                JAVA_INT,
                JAVA_LONG,
                JAVA_LONG,
                JAVA_INT);
        statusText = library.pointerFunction("cublasGetStatusString", JAVA_INT);
        MethodHandle create = library.function("cublasCreate_v2", JAVA_LONG);
        MethodHandle setStream = library.function("cublasSetStream_v2", JAVA_LONG, JAVA_LONG);
        MethodHandle getVersion = library.function("cublasGetVersion_v2", JAVA_LONG, JAVA_LONG);

        check("cublasCreate", Call.of(create, out.address()));
        handle = out.get(JAVA_LONG, 0);
        try {
            check("cublasSetStream", Call.of(setStream, handle, stream));
            check("cublasSetMathMode", Call.of(setMathMode, handle, DEFAULT_MATH));
            check("cublasGetVersion", Call.of(getVersion, handle, out.address()));
            version = out.get(JAVA_INT, 0);
        } catch (DeviceException e) {
            Call.of(destroy, handle);
            throw e;
        }
    }

    /** Where the library was found. */
    String libraryName() {
        return library.name();
    }

    /** Such as 12.3. */
    String version() {
        // Version 11 counted otherwise: 11.11.3 is 12103, which says no more than that.
        return version < 100_000 ? "11" : version / 10_000 + "." + version / 100 % 100;
    }

    /** Whether products from now on are computed in TF32. */
    void useTf32(boolean use) {
        if (use != tf32) {
            check("cublasSetMathMode", Call.of(setMathMode, handle, use ? TF32_MATH : DEFAULT_MATH));
            tf32 = use;
        }
    }

    /** {@code C = scale * op(A) * op(B) + keep * C}, C being m x n and op(A) m x k. */
    int gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float scale,
            long a,
            int aStride,
            long b,
            int bStride,
            float keep,
            long c,
            int cStride) {
        alpha.set(JAVA_FLOAT, 0, scale);
        beta.set(JAVA_FLOAT, 0, keep);
        try {
            return (int) gemm.invokeExact(
                    handle,
                    transposeA ? TRANSPOSED : NOT_TRANSPOSED,
                    transposeB ? TRANSPOSED : NOT_TRANSPOSED,
                    m,
                    n,
                    k,
                    alpha.address(),
                    a,
                    aStride,
                    b,
                    bStride,
                    beta.address(),
                    c,
                    cStride);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    /** {@code y = scale * op(A) * x + keep * y}, A being rows x columns. What it gives back is for {@link #check}. */
    int gemv(boolean transpose, int rows, int columns, float scale, long a, int aStride, long x, float keep, long y) {
        alpha.set(JAVA_FLOAT, 0, scale);
        beta.set(JAVA_FLOAT, 0, keep);
        try {
            return (int) gemv.invokeExact(
                    handle,
                    transpose ? TRANSPOSED : NOT_TRANSPOSED,
                    rows,
                    columns,
                    alpha.address(),
                    a,
                    aStride,
                    x,
                    1,
                    beta.address(),
                    y,
                    1);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }

    void destroy() {
        check("cublasDestroy", Call.of(destroy, handle));
    }

    /** Throws if cuBLAS was asked in vain. */
    void check(String what, int status) {
        if (status != 0) {
            throw new DeviceException(what + ": " + text(status) + " (" + status + ")");
        }
    }

    private static String name(int status) {
        return switch (status) {
            case 1 -> "CUBLAS_STATUS_NOT_INITIALIZED";
            case OUT_OF_MEMORY -> "CUBLAS_STATUS_ALLOC_FAILED";
            case 7 -> "CUBLAS_STATUS_INVALID_VALUE";
            case 8 -> "CUBLAS_STATUS_ARCH_MISMATCH";
            case 11 -> "CUBLAS_STATUS_MAPPING_ERROR";
            case 13 -> "CUBLAS_STATUS_EXECUTION_FAILED";
            case 14 -> "CUBLAS_STATUS_INTERNAL_ERROR";
            case 15 -> "CUBLAS_STATUS_NOT_SUPPORTED";
            case 16 -> "CUBLAS_STATUS_LICENSE_ERROR";
            default -> "unknown status";
        };
    }

    @SuppressWarnings("restricted") // texts of the library end with a 0
    private String text(int status) {
        MethodHandle function = statusText;
        if (function == null) {
            return name(status);
        }
        try {
            long text = (long) function.invokeExact(status);
            return MemorySegment.ofAddress(text).reinterpret(Integer.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw Library.broken(e);
        }
    }
}
