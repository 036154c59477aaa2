package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.backend.Device;
import lanewise.collab.CollabPredictor;
import lanewise.cuda.StubFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --device}: where there is no card, and where the stub stands for one. */
class DeviceOptionsTest {

    private static final String FIT = "fit collab --user u --item i --rating r --valid 0.2 --epochs 2 --batch 4";

    @TempDir
    Path folder;

    @BeforeEach
    void writeRatings() throws IOException {
        List<String> lines = new ArrayList<>(List.of("u,i,r"));
        for (int k = 0; k < 60; k++) {
            lines.add("u" + k % 7 + ",i" + k % 11 + "," + (1 + k % 5));
        }
        Files.write(folder.resolve("ratings.csv"), lines);
    }

    private Object[] words(String out, String... more) {
        List<Object> words = new ArrayList<>(Arrays.asList((Object[]) FIT.split(" ")));
        words.addAll(List.of("--ratings", folder.resolve("ratings.csv"), "--out", folder.resolve(out)));
        words.addAll(List.of(more));
        return words.toArray();
    }

    @Test
    void withoutACardAutoIsTheProcessorAndCudaSaysWhy() throws IOException {
        assumeFalse(Device.isCudaAvailable());
        CommandRun.of(words("plain.st")).succeeded().says("cpu, ");
        String note = "lanewise: --device auto is the cpu: " + Device.cudaStatus() + System.lineSeparator();
        CommandRun auto = CommandRun.of(words("auto.st", "--device", "auto")).says("cpu, ");
        assertEquals(0, auto.status(), auto::toString);
        assertEquals(note, auto.err());
        CommandRun one = CommandRun.of(words("one.st", "--device", "auto", "--threads", "1"))
                .says("cpu, 1 thread, ");
        assertEquals(0, one.status(), one::toString);
        assertEquals(note, one.err());
        byte[] plain = Files.readAllBytes(folder.resolve("plain.st"));
        assertEquals(Arrays.toString(plain), Arrays.toString(Files.readAllBytes(folder.resolve("auto.st"))));
        CommandRun.of(words("cuda.st", "--device", "cuda"))
                .failedWith(2, "fit collab: --device cuda: " + Device.cudaStatus());
    }

    @Test
    void aModelTrainedOnACardIsServedByTheProcessor() throws IOException, InterruptedException {
        for (String device : List.of("cuda", "cuda:0", "auto")) {
            String out = onTheStub(words("card.st", "--device", device));
            assertTrue(out.contains("cuda:0, "), out);
        }
        CommandRun.of(words("cpu.st")).succeeded();
        float card = CollabPredictor.load(folder.resolve("card.st")).predict("u1", "i3");
        assertEquals(CollabPredictor.load(folder.resolve("cpu.st")).predict("u1", "i3"), card, 1e-3);
        assertTrue(onTheStub("doctor", "--seconds", "0").contains("gpu        cuda:0, "));
    }

    /** The command line in a process of its own, which finds the stub. */
    private String onTheStub(Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LANEWISE_CUDA_LIBRARIES", StubFolder.path().toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }
}
