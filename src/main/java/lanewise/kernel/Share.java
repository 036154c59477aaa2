package lanewise.kernel;

/** Units in equal parts, give or take one: part {@code i} goes from where it starts to where the next one does. */
public final class Share {

    private Share() {}

    /** Where a part of so many {@code units} starts; for part {@code parts}, where the last one ends. */
    public static int start(int units, int part, int parts) {
        return (int) ((long) units * part / parts);
    }
}
