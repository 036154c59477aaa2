package lanewise.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The card on the host finds the mistakes that the other tests trust it to find. */
class StubGuardsTest {

    @Test
    void everyMistakeIsFound() throws Exception {
        assumeTrue(
                NativeSources.onPath("g++") && NativeSources.onPath("bash"),
                "no g++ here to build the card on the host with");
        Path folder = Path.of("target", "stub");
        NativeSources.run(
                "bash", NativeSources.FOLDER.resolve(Path.of("stub", "build")).toString(), folder.toString());
        NativeSources.run(folder.resolve("check").toAbsolutePath().toString(), NativeSources.PTX.toString());
    }
}
