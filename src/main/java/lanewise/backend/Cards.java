package lanewise.backend;

/** The graphics cards of a machine: what {@link Device} asks of the classes that only newer JDKs can load. No API. */
public interface Cards {

    /**
     * A backend on a card, ready to compute.
     *
     * @param number which, from 0
     * @throws DeviceException with the reason, if that card can't be used
     */
    Backend open(int number);
}
