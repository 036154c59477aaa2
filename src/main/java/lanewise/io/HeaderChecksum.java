package lanewise.io;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The two sums in the {@code __metadata__} of a file of ours. A header with sums begins with exactly the bytes
 * <code>{"__metadata__":{"lanewise.crc32.header":"xxxxxxxx","lanewise.crc32.data":"xxxxxxxx"</code>, each x a lower-case
 * hexadecimal digit. The data sum is the CRC-32 of all bytes after the header. The header
 * sum is the CRC-32 of the header's bytes (after the length, padding included) with its own eight digits replaced by
 * {@code 00000000}; so it covers the data sum too. A CRC-32 finds every change of up to 32 neighbouring bits.
 */
final class HeaderChecksum {

    /** Every metadata name with this start is kept for sums. */
    static final String PREFIX = "lanewise.crc32";

    static final String HEADER_KEY = PREFIX + ".header";
    static final String DATA_KEY = PREFIX + ".data";

    /** The start of a header with sums. */
    private static final String START = "{\"" + SafetensorsHeader.METADATA + "\":{\"" + HEADER_KEY + "\":\"";

    private static final String MIDDLE = "\",\"" + DATA_KEY + "\":\"";
    private static final String ZEROS = "00000000";

    private HeaderChecksum() {}

    /** Appends the start of a header, with zeros for its own sum. */
    static void appendStart(StringBuilder header, long dataSum) {
        header.append(START).append(ZEROS).append(MIDDLE).append(hex(dataSum)).append('"');
    }

    /** Replaces the zeros of a finished header by its sum. */
    static void seal(byte[] header) {
        byte[] digits = hex(sum(header)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, header, START.length(), digits.length);
    }

    /** Whether the metadata hold sums; checks the header's sum if so. A header with only one sum is damaged. */
    static boolean verifyHeader(String file, Map<String, String> metadata, byte[] header) {
        boolean summed = false;
        for (String key : metadata.keySet()) {
            summed |= key.startsWith(PREFIX); // a damaged key must not pass for a file without sums
        }
        if (!summed) {
            return false;
        }
        String expected = metadata.get(HEADER_KEY);
        int length = START.length() + 2 * ZEROS.length() + MIDDLE.length() + 1;
        String start = new String(header, 0, Math.min(length, header.length), StandardCharsets.ISO_8859_1);
        if (expected == null || !isWholeStart(start)) {
            throw new ModelFormatException(file
                    + ": the header does not begin with both checksums: the file is damaged, or"
                    + " another program wrote it with the checksums of another file (leave " + HEADER_KEY + " and "
                    + DATA_KEY + " out of its metadata)");
        }
        byte[] unsealed = header.clone();
        System.arraycopy(ZEROS.getBytes(StandardCharsets.US_ASCII), 0, unsealed, START.length(), ZEROS.length());
        compare(file, "header", expected, sum(unsealed));
        return true;
    }

    /** Whether a text is the start of a header with any two sums. By hand, because a pattern costs a start its time. */
    private static boolean isWholeStart(String text) {
        int second = START.length() + ZEROS.length();
        int end = second + MIDDLE.length() + ZEROS.length();
        return text.length() == end + 1
                && text.startsWith(START)
                && isSum(text, START.length())
                && text.startsWith(MIDDLE, second)
                && isSum(text, second + MIDDLE.length())
                && text.charAt(end) == '"';
    }

    private static boolean isSum(String text, int from) {
        for (int i = from; i < from + ZEROS.length(); i++) {
            if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    static void verifyData(String file, Map<String, String> metadata, CRC32 sum) {
        compare(file, "data", String.valueOf(metadata.get(DATA_KEY)), sum.getValue());
    }

    private static void compare(String file, String part, String expected, long sum) {
        if (!expected.equals(hex(sum))) {
            throw new ModelFormatException(file + ": the CRC-32 of the " + part + " is " + hex(sum)
                    + ", the file says " + expected + ": the file is damaged, or its " + part
                    + " was changed without leaving " + HEADER_KEY + " and " + DATA_KEY + " out of the metadata");
        }
    }

    private static long sum(byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, bytes.length);
        return sum.getValue();
    }

    private static String hex(long sum) {
        String digits = Long.toHexString(sum);
        return ZEROS.substring(digits.length()) + digits;
    }
}
