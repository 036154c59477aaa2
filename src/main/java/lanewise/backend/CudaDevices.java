package lanewise.backend;

import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;

/** The graphics cards that are in use, each opened once. Nothing of it is loaded before somebody asks for one. */
final class CudaDevices {

    /** In the part of the jar that needs {@code java.lang.foreign}. */
    private static final String CARDS = "lanewise.cuda.CudaCards";

    private static final Map<Integer, Device> OPEN = new HashMap<>();

    private CudaDevices() {}

    static synchronized Device device(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("cuda: cards are numbered from 0, got " + number);
        }
        Device device = OPEN.get(number);
        if (device == null) {
            device = new Device(cards().open(number));
            OPEN.put(number, device);
        }
        return device;
    }

    private static Cards cards() {
        try {
            Constructor<?> constructor = Class.forName(CARDS).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Cards) constructor.newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            String java = System.getProperty("java.specification.version");
            throw new DeviceException("no GPU: needs Java 22 or newer, this is " + java, e);
        }
    }
}
