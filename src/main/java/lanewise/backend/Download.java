package lanewise.backend;

/** Numbers on their way from a device to the host. For one thread. */
public interface Download {

    /** Waits for them; to be called once. */
    float[] await();
}
