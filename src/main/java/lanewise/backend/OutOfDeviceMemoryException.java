package lanewise.backend;

/** A device has no memory left for what was asked of it. What was computed before is still there. */
public final class OutOfDeviceMemoryException extends DeviceException {

    private static final long serialVersionUID = 1;

    private final long askedBytes;
    private final long freeBytes;

    /**
     * @param device which one, for the message
     * @param askedBytes what was asked for
     * @param freeBytes what the device says is free
     * @param totalBytes what it has
     * @param heldBytes what this process holds of it
     */
    public OutOfDeviceMemoryException(String device, long askedBytes, long freeBytes, long totalBytes, long heldBytes) {
        super(device + " is out of memory: " + megabytes(askedBytes) + " were asked for, " + megabytes(freeBytes)
                + " of "
                + megabytes(totalBytes) + " are free, " + megabytes(heldBytes)
                + " are held here; a smaller batch needs less");
        this.askedBytes = askedBytes;
        this.freeBytes = freeBytes;
    }

    /**
     * @param device which one, for the message
     * @param what what failed for lack of memory, of which nobody says how much it asked for
     * @param freeBytes what the device says is free
     * @param totalBytes what it has
     * @param heldBytes what this process holds of it
     */
    public OutOfDeviceMemoryException(String device, String what, long freeBytes, long totalBytes, long heldBytes) {
        super(device + " is out of memory: " + what + "; " + megabytes(freeBytes) + " of " + megabytes(totalBytes)
                + " are free, " + megabytes(heldBytes) + " are held here; a smaller batch needs less");
        this.askedBytes = 0;
        this.freeBytes = freeBytes;
    }

    private static String megabytes(long bytes) {
        long tenths = (bytes * 10 + (1 << 19)) >> 20;
        return tenths / 10 + "." + tenths % 10 + " MB";
    }

    /** What was asked for; 0 where the device doesn't say. */
    public long askedBytes() {
        return askedBytes;
    }

    /** What the device said was free. */
    public long freeBytes() {
        return freeBytes;
    }
}
