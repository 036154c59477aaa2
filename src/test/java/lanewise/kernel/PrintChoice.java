package lanewise.kernel;

/** Says in a virtual machine of its own which kernels it chose; see {@link KernelChoiceTest}. */
public final class PrintChoice {

    private PrintChoice() {}

    public static void main(String[] arguments) {
        System.out.println(Kernels.LANES + " " + Kernels.VECTOR + " " + Kernels.REASON);
    }
}
