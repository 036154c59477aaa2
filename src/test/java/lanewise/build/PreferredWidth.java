package lanewise.build;

import jdk.incubator.vector.FloatVector;

/** Prints how many bits the widest float vector has that this virtual machine uses by itself. */
final class PreferredWidth {

    private PreferredWidth() {}

    public static void main(String[] args) {
        System.out.println(FloatVector.SPECIES_PREFERRED.vectorBitSize());
    }
}
