package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.backend.Reduction;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;
import lanewise.kernel.UpdateKernels;
import org.junit.jupiter.api.Test;

/** What is launched is what {@code native/kernels.h} declares. */
class KernelTest {

    private static final Pattern KERNEL = Pattern.compile("(ELEMENTS|WARPS|BLOCKS)\\s+(\\w+)\\(([^)]*)\\);");
    private static final Pattern NUMBER = Pattern.compile("#define (\\w+) (\\d+)");

    private static String header() throws IOException {
        return Files.readString(Path.of("native", "kernels.h"), StandardCharsets.UTF_8)
                .replaceAll("(?s)/\\*.*?\\*/", "");
    }

    private static Map<String, Integer> numbers() throws IOException {
        Map<String, Integer> numbers = new TreeMap<>();
        Matcher matcher = NUMBER.matcher(header());
        while (matcher.find()) {
            numbers.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return numbers;
    }

    @Test
    void everyKernelHasItsGridAndParameters() throws IOException {
        Map<String, String> declared = new TreeMap<>();
        Matcher matcher = KERNEL.matcher(header());
        while (matcher.find()) {
            StringBuilder kinds = new StringBuilder();
            for (String parameter : matcher.group(3).split(",", -1)) {
                kinds.append(kind(parameter.trim()));
            }
            declared.put(matcher.group(2), matcher.group(1) + " " + kinds);
        }
        Map<String, String> launched = new TreeMap<>();
        for (Kernel kernel : Kernel.values()) {
            launched.put(kernel.entry(), kernel.grid() + " " + kernel.parameters());
        }
        assertTrue(declared.size() > 40, declared::toString);
        assertEquals(declared, launched);
    }

    private static char kind(String parameter) {
        if (parameter.contains("*")) {
            return 'p';
        }
        return parameter.startsWith("long long ") ? 'l' : parameter.startsWith("float ") ? 'f' : 'i';
    }

    @Test
    void sizesOfTheGridsAreThose() throws IOException {
        Map<String, Integer> numbers = numbers();
        assertEquals(numbers.get("THREADS"), Kernel.THREADS);
        assertEquals(numbers.get("WARPS_IN_BLOCK"), Kernel.WARPS_IN_BLOCK);
        assertEquals(numbers.get("MOST_BLOCKS"), Kernel.MOST_BLOCKS);
        assertEquals(numbers.get("TILE"), Kernel.TILE);
        assertEquals(numbers.get("ROW_CHUNK"), Kernel.ROW_CHUNK);
        assertEquals(numbers.get("COLUMN_CHUNK"), Kernel.COLUMN_CHUNK);
        assertEquals(numbers.get("SCATTER_CHUNK"), Kernel.SCATTER_CHUNK);
        assertEquals(numbers.get("SETTLE_COEFFICIENTS"), UpdateKernels.SETTLE_COEFFICIENTS);
        assertEquals(1, Kernel.UNARY.blocks(1));
        assertEquals(2, Kernel.UNARY.blocks(257));
        assertEquals(4096, Kernel.UNARY.blocks(1L << 40));
        assertEquals(2, Kernel.ROW_DOT.blocks(9));
        assertEquals(5, Kernel.SCATTER_ADD.blocks(5));
    }

    @Test
    void functionsAndReductionsHaveTheNumbersOfTheKernels() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        for (UnaryFunction f : UnaryFunction.values()) {
            expected.put("UNARY_" + f.name(), expected.size());
        }
        int unary = expected.size();
        for (BinaryFunction f : BinaryFunction.values()) {
            expected.put("BINARY_" + f.name(), expected.size() - unary);
        }
        int binary = expected.size();
        for (Reduction reduction : Reduction.values()) {
            expected.put("REDUCTION_" + reduction.name(), expected.size() - binary);
        }
        Map<String, Integer> actual = numbers();
        actual.keySet().removeIf(name -> !name.matches("(UNARY|BINARY|REDUCTION)_.*"));
        assertEquals(expected, actual);
    }
}
