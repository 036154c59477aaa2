package lanewise.io;

import java.util.Arrays;
import java.util.List;

/** The element types of stored tensors that Lanewise reads and writes, named as in a safetensors header. */
public enum DType {
    /** IEEE double, 8 bytes. */
    F64(8),
    /** IEEE float, 4 bytes. */
    F32(4),
    /** IEEE half: 5 bits of exponent, 10 of fraction. */
    F16(2),
    /** The upper half of an IEEE float: 8 bits of exponent, 7 of fraction. */
    BF16(2),
    /** Signed, 8 bytes. */
    I64(8),
    /** Signed, 4 bytes. */
    I32(4),
    /** Signed, 2 bytes. */
    I16(2),
    /** Signed, 1 byte. */
    I8(1),
    /** Unsigned, 1 byte. */
    U8(1),
    /** One byte, 0 or 1. */
    BOOL(1);

    /** The format's other types: known, so that a message can tell them from a damaged name. */
    private static final List<String> UNSUPPORTED = List.of(
            "U64",
            "U32",
            "U16",
            "C64",
            "F8_E4M3",
            "F8_E5M2",
            "F8_E8M0",
            "F8_E4M3FNUZ",
            "F8_E5M2FNUZ",
            "F6_E2M3",
            "F6_E3M2",
            "F4");

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** Whether elements are floating-point numbers: only these have no whole-number reading. */
    public boolean isFloatingPoint() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The type of a header's dtype; {@code tensor} names file and tensor in the error. */
    static DType parse(String tensor, String name) {
        for (DType dtype : values()) {
            if (dtype.name().equals(name)) {
                return dtype;
            }
        }
        throw new ModelFormatException(tensor + ": dtype " + JsonWriter.quote(name)
                + (UNSUPPORTED.contains(name) ? " is not supported" : " is unknown") + ", expected one of "
                + Arrays.toString(values()));
    }
}
