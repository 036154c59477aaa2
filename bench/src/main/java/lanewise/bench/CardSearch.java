package lanewise.bench;

import lanewise.backend.Device;

/** The process in which {@link ColdStart} times the search for a graphics card; it tells how long that took and what it found. */
final class CardSearch {

    private CardSearch() {}

    public static void main(String[] arguments) {
        Device.cpu(); // is there in any process that trains
        long start = System.nanoTime();
        String status = Device.cudaStatus();
        System.out.println("looked " + (System.nanoTime() - start) + " ns: " + status);
    }

    /** The time that it has told. */
    static double milliseconds(String said) {
        return Double.parseDouble(said.split(" ", -1)[1]) / 1e6;
    }
}
