package lanewise.backend;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        if (device == null || device.backend().isClosed()) {
            device = new Device(cards(CARDS, System.getProperty("java.specification.version"))
                    .open(number));
            OPEN.put(number, device);
        }
        return device;
    }

    /**
     * The cards, by the class that knows them.
     *
     * @param java the version of Java, such as 17, or 0.9 on Android
     * @throws DeviceException if the class can't be used, with the reason
     */
    static Cards cards(String name, @Nullable String java) {
        try {
            Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Cards) constructor.newInstance();
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw thrown instanceof DeviceException known ? known : new DeviceException("no GPU: " + thrown, thrown);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new DeviceException("no GPU: " + whyNot(name, java, e), e);
        }
    }

    private static String whyNot(String name, @Nullable String java, Throwable thrown) {
        if (java == null || !java.matches("2[2-9]|[3-9][0-9]")) {
            return "needs Java 22 or newer, this is " + java;
        }
        if (thrown instanceof ClassNotFoundException) {
            return name + " is missing: a jar that lanewise is repacked into needs its META-INF/versions/22, and"
                    + " Multi-Release: true in the manifest";
        }
        return thrown.toString();
    }
}
