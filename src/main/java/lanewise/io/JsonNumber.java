package lanewise.io;

/**
 * A number as it is written. Keeping the digits makes every round trip exact: a float read through a double could be
 * rounded twice.
 */
record JsonNumber(String literal) {

    @Override
    public String toString() {
        return literal;
    }
}
