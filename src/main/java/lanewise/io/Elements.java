package lanewise.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Moves elements between little-endian bytes and the Java array that holds a dtype: double[], float[], long[], int[],
 * short[] (I16 and both halves, as bits) or byte[]. Bits are kept, also those of a NaN.
 */
final class Elements {

    /** Bytes converted at a time; a multiple of every element size. */
    static final int CHUNK_BYTES = 1 << 16;

    /** The longest array every virtual machine can make. */
    static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private Elements() {}

    static Object allocate(DType dtype, int count) {
        return switch (dtype) {
            case F64 -> new double[count];
            case F32 -> new float[count];
            case I64 -> new long[count];
            case I32 -> new int[count];
            case F16, BF16, I16 -> new short[count];
            case I8, U8, BOOL -> new byte[count];
        };
    }

    /** Fills {@code count} elements of {@code array} from the start of {@code bytes}. */
    static void decode(DType dtype, byte[] bytes, Object array, int from, int count) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (dtype) {
            case F64 -> buffer.asDoubleBuffer().get((double[]) array, from, count);
            case F32 -> buffer.asFloatBuffer().get((float[]) array, from, count);
            case I64 -> buffer.asLongBuffer().get((long[]) array, from, count);
            case I32 -> buffer.asIntBuffer().get((int[]) array, from, count);
            case F16, BF16, I16 -> buffer.asShortBuffer().get((short[]) array, from, count);
            case I8, U8, BOOL -> buffer.get((byte[]) array, from, count);
        }
    }

    /** Writes {@code count} elements of {@code array} to the start of {@code bytes}. */
    static void encode(DType dtype, Object array, int from, int count, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (dtype) {
            case F64 -> buffer.asDoubleBuffer().put((double[]) array, from, count);
            case F32 -> buffer.asFloatBuffer().put((float[]) array, from, count);
            case I64 -> buffer.asLongBuffer().put((long[]) array, from, count);
            case I32 -> buffer.asIntBuffer().put((int[]) array, from, count);
            case F16, BF16, I16 -> buffer.asShortBuffer().put((short[]) array, from, count);
            case I8, U8, BOOL -> buffer.put((byte[]) array, from, count);
        }
    }

    /** The float with the same value as a half; every half has one. */
    static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
        }
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        return Float.intBitsToFloat(sign | (exponent + 112) << 23 | fraction << 13);
    }

    /** The float with the same value as a bfloat16, which is its upper half. */
    static float bfloatToFloat(short bfloat) {
        return Float.intBitsToFloat(bfloat << 16);
    }
}
