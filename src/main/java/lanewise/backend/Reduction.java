package lanewise.backend;

/** What a reduction keeps of the numbers along an axis. */
public enum Reduction {
    SUM,
    SUM_OF_SQUARES,
    MAX
}
