package lanewise.cli;

import lanewise.backend.Device;
import lanewise.backend.DeviceException;

/** The options that say what computes. */
final class DeviceOptions {

    static final Option DEVICE = Option.of(
            "--device",
            "NAME",
            "cpu",
            "what computes: cpu, cuda (a graphics card), cuda:1 (the second), or auto, a card if there is one");

    static final Option THREADS = Option.optional(
            "--threads", "N", "threads of the cpu that compute; no result depends on it (default: one for each core)");

    private static final String CARD = "cuda";

    private DeviceOptions() {}

    /**
     * The device that was asked for. Where there is no card for {@code auto}, a note says why.
     *
     * @throws UsageException if it is none, if it can't be used, with the reason, or if a card is told a number of threads
     */
    static Device device(Arguments arguments, Output output) {
        String name = arguments.text(DEVICE.name());
        boolean auto = name.equals("auto");
        boolean inVain = auto && !Device.isCudaAvailable();
        if (inVain) {
            output.note(DEVICE.name() + " auto is the cpu: " + Device.cudaStatus());
        }
        if (name.equals("cpu") || inVain) {
            return arguments.isOn(THREADS.name())
                    ? Device.cpu(arguments.wholeNumber(THREADS.name(), 1, 1024))
                    : Device.cpu();
        }
        if (auto) {
            return Device.cuda();
        }
        int number = number(name);
        if (arguments.isOn(THREADS.name())) {
            throw new UsageException(THREADS.name() + " is for the cpu, and " + DEVICE.name() + " is " + name
                    + "; leave out one of the two");
        }
        try {
            return Device.cuda(number);
        } catch (DeviceException e) {
            throw new UsageException(DEVICE.name() + " " + name + ": " + e.getMessage());
        }
    }

    /** Which card. */
    private static int number(String name) {
        if (name.equals(CARD)) {
            return 0;
        }
        if (name.matches(CARD + ":[0-9]{1,3}")) {
            return Integer.parseInt(name.substring(CARD.length() + 1));
        }
        throw new UsageException(DEVICE.name() + " " + name + ": cpu, cuda, cuda:N or auto would be right");
    }
}
