package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PTX in the jar is that of the sources beside it. */
class PtxTest {

    private static final int MOST_BYTES = 40_000;

    @Test
    void theShippedPtxIsOfTheseSources() throws Exception {
        String first = firstLine(NativeSources.read(NativeSources.PTX));
        assertTrue(
                first.endsWith("sha256 " + NativeSources.hash()),
                "the kernels have changed since their PTX was made: run native/build. " + first);
    }

    @Test
    void itAsksForNoNewerCardOrDriverThanWeSay() throws IOException {
        String ptx = NativeSources.read(NativeSources.PTX);
        assertTrue(ptx.contains("\n.version 6.0\n.target sm_70\n"), firstLine(ptx));
    }

    @Test
    void itHoldsTheKernelsOfTheHeader() throws IOException {
        assertFalse(NativeSources.kernels().isEmpty());
        assertEquals(NativeSources.kernels(), NativeSources.entries(NativeSources.read(NativeSources.PTX)));
    }

    @Test
    void itFusesAndApproximatesNothing() throws IOException {
        Matcher matcher = Pattern.compile(
                        "\\b(fma|mad\\.[a-z]*\\.?f32|(?:div|sqrt|rcp|ex2|tanh)\\.approx|\\w+\\.ftz)\\b")
                .matcher(NativeSources.read(NativeSources.PTX));
        assertFalse(matcher.find(), () -> "the processor's bits would be missed: " + matcher.group());
    }

    @Test
    void itIsSmall() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(Files.readAllBytes(NativeSources.PTX));
        }
        assertTrue(packed.size() < MOST_BYTES, packed.size() + " bytes");
    }

    @Test
    void itComesOutOfTheCompilerAgain(@TempDir Path scratch) throws Exception {
        assumeTrue(
                Stream.of("clang-16", "clang", "nvcc").anyMatch(NativeSources::onPath) && NativeSources.onPath("bash"),
                "no clang and no nvcc here to compile the kernels with");
        Path made = scratch.resolve("kernels.ptx");
        NativeSources.run("bash", NativeSources.FOLDER.resolve("build").toString(), made.toString());
        String again = NativeSources.read(made);
        String shipped = NativeSources.read(NativeSources.PTX);
        assertEquals(NativeSources.kernels(), NativeSources.entries(again));
        assumeTrue(
                firstLine(again).equals(firstLine(shipped)),
                "another compiler than the shipped PTX was made with: " + firstLine(again));
        assertEquals(shipped, again);
    }

    @Test
    void theAssemblerTakesItForEveryCard(@TempDir Path scratch) throws Exception {
        assumeTrue(NativeSources.onPath("ptxas"), "no ptxas here");
        String known = NativeSources.run("ptxas", "--help");
        List<String> taken = new ArrayList<>();
        for (String card : List.of("sm_70", "sm_75", "sm_80", "sm_90", "sm_100")) {
            if (known.contains("'" + card + "'")) {
                String cubin = scratch.resolve(card).toString();
                String said =
                        NativeSources.run("ptxas", "-v", "-arch=" + card, "-o", cubin, NativeSources.PTX.toString());
                assertFalse(
                        Pattern.compile("[1-9]\\d* bytes spill").matcher(said).find(), said);
                taken.add(card);
            }
        }
        assumeTrue(!taken.isEmpty(), "a ptxas that knows none of these cards");
    }

    private static String firstLine(String text) {
        return text.substring(0, text.indexOf('\n'));
    }

    /** The resource is found where the library looks for it. */
    @Test
    void itIsAResource() throws IOException {
        try (var in = PtxTest.class.getResourceAsStream("/lanewise/cuda/kernels.ptx")) {
            assertTrue(in != null, "not on the class path");
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(NativeSources.read(NativeSources.PTX), text);
        }
    }
}
