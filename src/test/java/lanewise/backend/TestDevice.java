package lanewise.backend;

/** A device over any backend, for tests of other rooms. */
public final class TestDevice {

    private TestDevice() {}

    public static Device of(Backend backend) {
        return new Device(backend);
    }
}
