package lanewise.bench;

import lanewise.backend.Device;

/** Something to time: what it computes, by which name it is asked for, and how its figures come to be. */
interface Workload {

    /** The word of the command line, such as {@code W1}. */
    String name();

    /** One line for the help text. */
    String summary();

    /** Times every configuration on a device and reports the figures. */
    void run(Device device, Report report) throws Exception;
}
