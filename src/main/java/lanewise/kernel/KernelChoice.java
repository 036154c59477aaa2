package lanewise.kernel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which kernels run, how wide they are, and why. This class links no type of the Vector API, so it loads where there is
 * none (no module, Android); whatever goes wrong on the way to the vector twins ends with the scalar twins and a reason.
 */
record KernelChoice(KernelFamilies families, int lanes, String reason) {

    /** What the vector twins tell about themselves; found by name. */
    interface VectorTwins {

        /** Floats in a vector of the preferred width. */
        int lanes();

        /** How many times longer a fused multiply-add takes than a multiply and an add, by the clock. */
        double costOfFma();

        KernelFamilies families();
    }

    private static final String FLAG = "--add-modules jdk.incubator.vector";

    /** A fused multiply-add done in software was seen to cost 14 to 47 times a multiply and an add; in hardware less than both. */
    private static final double COSTLY_FMA = 5;

    static KernelChoice choose() {
        String compiler =
                withoutOptimizingCompiler(System.getProperty("java.vm.name"), System.getProperty("java.vm.info"));
        if (compiler != null) {
            return scalar(compiler);
        }
        try {
            Class.forName("jdk.incubator.vector.FloatVector");
        } catch (ClassNotFoundException | LinkageError e) {
            return scalar("the vector module is missing; add the flag " + FLAG);
        }
        try {
            return vector(vectorTwins());
        } catch (Throwable t) { // An incubating API may fail in ways nobody listed; the scalar twins always run.
            return scalar("the vector kernels failed with " + t);
        }
    }

    /** The vector twins, whether or not they would be chosen. */
    static VectorTwins vectorTwins() throws ReflectiveOperationException {
        return Class.forName("lanewise.kernel.VectorKernels")
                .asSubclass(VectorTwins.class)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static KernelChoice vector(VectorTwins twins) {
        int lanes = twins.lanes();
        if (lanes < 4 || lanes > 16) {
            return scalar(
                    "a vector of this virtual machine holds " + lanes + " floats, and the vector kernels need 4 to 16");
        }
        double cost = twins.costOfFma();
        if (cost > COSTLY_FMA) {
            return scalar(String.format(
                    Locale.ROOT,
                    "a fused multiply-add takes %.0f times as long as its two steps: no hardware for it",
                    cost));
        }
        KernelFamilies families = twins.families();
        String wrong = SelfTest.firstDifference(families, lanes);
        if (wrong != null) {
            return scalar("the vector kernel " + wrong + " differs from its scalar twin on this virtual machine");
        }
        return new KernelChoice(
                families,
                lanes,
                "vector kernels on " + lanes + " floats (" + 32 * lanes
                        + " bits) at a time, checked against their scalar twins");
    }

    private static KernelChoice scalar(String reason) {
        return new KernelChoice(KernelFamilies.scalar(), 1, "scalar kernels: " + reason);
    }

    /** Why a virtual machine of this name and description compiles no vector code, or null if it may. */
    static @Nullable String withoutOptimizingCompiler(@Nullable String name, @Nullable String info) {
        if (name != null && name.contains("OpenJ9")) {
            return "the compiler of " + name + " does not turn the Vector API into instructions";
        }
        if (info != null && info.contains("interpreted")) {
            return "the virtual machine only interprets (java.vm.info is \"" + info + "\")";
        }
        if (info != null && info.contains("emulated-client")) {
            return "the virtual machine runs without its optimizing compiler (java.vm.info is \"" + info + "\")";
        }
        return null;
    }
}
