package lanewise.cli;

import lanewise.backend.Device;

/** The option that says how many threads compute. */
final class Threads {

    static final Option OPTION = Option.optional(
            "--threads", "N", "threads that compute; no result depends on it (default: one for each core)");

    private Threads() {}

    static Device device(Arguments arguments) {
        return arguments.isOn(OPTION.name()) ? Device.cpu(arguments.wholeNumber(OPTION.name(), 1, 1024)) : Device.cpu();
    }
}
