package lanewise.tabular;

/** How many numbers describe a category, by how many categories there are. */
public enum EmbeddingRule {
    /** {@code min(50, (c + 1) / 2)}, rounded down, where c counts the unknown one: fast.ai's course of 2017. */
    COURSE {
        @Override
        public int width(int categories) {
            return Math.min(50, (categories + 1) / 2);
        }
    },
    /** {@code min(600, round(1.6 * c^0.56))}, where c counts the unknown one: fastai v2. */
    FASTAI {
        @Override
        public int width(int categories) {
            return (int) Math.min(600, Math.rint(1.6 * StrictMath.pow(categories, 0.56)));
        }
    };

    /**
     * The width of an embedding.
     *
     * @param categories how many there are, the unknown one included
     */
    public abstract int width(int categories);
}
