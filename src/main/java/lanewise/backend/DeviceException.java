package lanewise.backend;

/** A device that can't be used, or one that failed; the message says which and why. */
public class DeviceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
