package lanewise.cli;

import java.util.Locale;

/** Numbers as people read them. */
final class Amount {

    private Amount() {}

    /** {@code 1 user}, {@code 1,000 users}. */
    static String of(long count, String noun) {
        return grouped(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 100,004}. */
    static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 512 bytes}, {@code 2.1 MB}: thousands, not 1024s. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return of(bytes, "byte");
        }
        double value = bytes;
        String unit = "";
        for (String larger : new String[] {"kB", "MB", "GB", "TB"}) {
            if (unit.isEmpty() || value >= 999.95) {
                value /= 1000;
                unit = larger;
            }
        }
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
