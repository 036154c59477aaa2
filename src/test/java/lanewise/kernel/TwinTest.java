package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every kernel, of every twin that this virtual machine runs, at fifteen lengths around the lane counts. */
@Tag("lane")
class TwinTest {

    private static final long SEED = 20_260_218;

    static Map<String, KernelFamilies> twins() {
        Map<String, KernelFamilies> twins = new LinkedHashMap<>();
        twins.put("scalar", KernelFamilies.scalar());
        if (Kernels.VECTOR) {
            twins.put("vector", Kernels.families());
        }
        return twins;
    }

    static int[] lengths() {
        int lanes = Kernels.VECTOR ? Kernels.LANES : 16;
        return new int[] {
            0,
            1,
            2,
            3,
            lanes - 1,
            lanes,
            lanes + 1,
            2 * lanes - 1,
            2 * lanes,
            2 * lanes + 1,
            3 * lanes,
            4 * lanes - 1,
            4 * lanes,
            4 * lanes + 1,
            9 * lanes + 5
        };
    }

    private static Map<String, KernelCase> cases() {
        Map<String, KernelCase> cases = new TreeMap<>();
        MatrixCases.addTo(cases);
        FewNumbersCases.addTo(cases);
        ShareCases.addTo(cases);
        MapCases.addTo(cases);
        ElementCases.addTo(cases);
        ReduceCases.addTo(cases);
        RowCases.addTo(cases);
        UpdateCases.addTo(cases);
        ElementwiseCases.addTo(cases);
        ColumnCases.addTo(cases);
        RowTableCases.addTo(cases);
        LossCases.addTo(cases);
        GateCases.addTo(cases);
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> everyKernelAtEveryLength() {
        assertEquals(15, lengths().length);
        List<DynamicTest> tests = new ArrayList<>();
        cases().forEach((name, kernelCase) -> twins().forEach((twin, families) -> {
            if (twin.equals("scalar") || isFamily(name)) {
                tests.add(DynamicTest.dynamicTest(name + " " + twin, () -> {
                    for (int n : lengths()) {
                        for (int round = 0; round < 3; round++) {
                            Sample sample = new Sample(name + " (" + twin + ")", n, SEED + 1000L * n + round);
                            kernelCase.check(families, sample);
                            sample.finish();
                        }
                    }
                }));
            }
        }));
        return tests.stream();
    }

    private static boolean isFamily(String kernel) {
        return kernel.substring(0, kernel.indexOf('.')).endsWith("Kernels");
    }

    @Test
    void everyKernelHasACase() throws Exception {
        Set<String> kernels = new TreeSet<>();
        for (Class<?> type : types()) {
            for (Method method : type.getDeclaredMethods()) {
                boolean wanted = type.isInterface() || Modifier.isStatic(method.getModifiers());
                if (wanted && Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                    kernels.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        assertTrue(kernels.contains("MatrixKernels.product") && kernels.contains("Columns.sum"), kernels.toString());
        assertEquals(kernels, cases().keySet());
    }

    @Test
    void everyFamilyHasTwins() throws Exception {
        Set<Class<?>> families = new HashSet<>();
        for (RecordComponent component : KernelFamilies.class.getRecordComponents()) {
            families.add(component.getType());
        }
        for (Class<?> type : types()) {
            assertTrue(!type.isInterface() || families.contains(type), type + " is no family of KernelFamilies");
        }
    }

    @Test
    void theSelfTestKnowsEveryKernelWithTwins() {
        Set<String> kernels = new TreeSet<>(cases().keySet());
        kernels.removeIf(name -> !isFamily(name));
        assertEquals(kernels, new TreeSet<>(SelfTest.trials().keySet()));
    }

    /** The families and the public classes of the package, without the enums and the two that choose and check. */
    private static List<Class<?>> types() throws ClassNotFoundException, URISyntaxException {
        File folder =
                new File(MatrixKernels.class.getResource("MatrixKernels.class").toURI()).getParentFile();
        String[] files = folder.list();
        assertTrue(files != null && files.length > 20, folder + " holds the compiled kernels");
        List<Class<?>> types = new ArrayList<>();
        for (String file : files) {
            if (file.endsWith(".class") && !file.contains("$") && !file.startsWith("package-info")) {
                Class<?> type = Class.forName(
                        "lanewise.kernel." + file.substring(0, file.length() - 6),
                        false,
                        TwinTest.class.getClassLoader());
                boolean other = type == Kernels.class || type == SelfTest.class;
                boolean family = type.isInterface() && type.getSimpleName().endsWith("Kernels");
                if (family || (Modifier.isPublic(type.getModifiers()) && !type.isEnum() && !other)) {
                    types.add(type);
                }
            }
        }
        return types;
    }
}
