package lanewise.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares a kernel's first call, which is interpreted, with later ones, which are compiled; see {@link StabilityTest}. */
public final class FirstCalls {

    private FirstCalls() {}

    /** The names of the kernels whose bits changed in so many calls; in a tenth of them where no lanes are added up. */
    public static List<String> changes(boolean vector, int calls) throws ReflectiveOperationException {
        KernelFamilies kernels = vector ? KernelChoice.vectorTwins().families() : KernelFamilies.scalar();
        List<String> changed = new ArrayList<>();
        for (RepeatableCall call : RepeatableCall.of(kernels)) {
            call.run().run();
            float[] first = call.output().clone();
            int last = call.adds() ? calls : calls / 10;
            for (int i = 2; i <= last; i++) {
                call.run().run();
                if ((i == last || i % 499 == 0) && !Arrays.equals(first, call.output())) {
                    changed.add(call.name() + " at call " + i);
                    break;
                }
            }
        }
        return changed;
    }
}
