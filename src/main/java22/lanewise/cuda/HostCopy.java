package lanewise.cuda;

/**
 * What the host has uploaded to a buffer of ints: whoever asks for row numbers or lengths has an answer without waiting for
 * the device. Known are the numbers from the first on, up to what has been uploaded without a gap.
 */
final class HostCopy {

    private final int length;
    private int[] numbers = new int[0];
    private int known;

    /** Of a buffer of so many numbers; as yet nothing is known. */
    HostCopy(int length) {
        this.length = length;
    }

    /** Whether the first {@code count} numbers were uploaded by the host, and nobody has written over them. */
    boolean knows(int count) {
        return count <= known;
    }

    /** The numbers; those that are not known mean nothing. */
    int[] numbers() {
        return numbers;
    }

    /** Keeps what is uploaded to {@code at}. */
    void uploaded(int[] source, int from, int at, int count) {
        if (at > known) {
            return;
        }
        if (numbers.length == 0) {
            numbers = new int[length];
        }
        System.arraycopy(source, from, numbers, at, count);
        known = Math.max(known, at + count);
    }

    /** The device writes to it from {@code at} on. */
    void overwritten(int at) {
        known = Math.min(known, at);
    }
}
