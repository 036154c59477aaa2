package lanewise.backend;

/** An operation got tensors that live on different devices. */
public final class DeviceMismatchException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private DeviceMismatchException(String message) {
        super(message);
    }

    /**
     * To be thrown by a backend that cannot look inside a buffer.
     *
     * @param computing the name of that backend
     * @param other where the buffer comes from
     */
    public static DeviceMismatchException of(String computing, Allocator other) {
        return new DeviceMismatchException(
                "all tensors of an operation must live on the same device, but there are two, "
                        + computing + " and " + other.backend().name()
                        + ": move a tensor by to(device), a model by learner.to(device) or parameters.to(device)");
    }
}
