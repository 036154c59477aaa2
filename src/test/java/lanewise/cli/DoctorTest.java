package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.backend.Device;
import lanewise.kernel.Kernels;
import lanewise.kernel.SelfTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lane")
class DoctorTest {

    @Test
    void itTellsWhatRunsAndWhyAndTestsEveryKernel() {
        CommandRun run = CommandRun.of("doctor", "--seconds", "0").succeeded();
        run.says(System.getProperty("java.version"))
                .says(System.getProperty("java.vm.name"))
                .says(System.getProperty("os.arch"))
                .says(Kernels.REASON)
                .says("gpu        " + Device.cudaStatus())
                .says("threads    " + Runtime.getRuntime().availableProcessors());
        if (Kernels.VECTOR) {
            List<String> lines = new ArrayList<>(run.linesAfter("kernel "));
            List<SelfTest.Result> expected = SelfTest.run(0);
            for (int i = 0; i < expected.size(); i++) {
                String line = lines.get(i);
                assertTrue(line.startsWith(expected.get(i).name() + " "), run::toString);
                assertTrue(line.contains(" ok "), line);
            }
            run.says("All " + expected.size() + " kernels agree");
        } else {
            run.says("nothing to compare");
        }
        assertEquals(
                !Machine.hasVectorModule(),
                run.out().contains("JDK_JAVA_OPTIONS=\"--add-modules jdk.incubator.vector\""),
                run::toString);
    }

    @Test
    void aKernelThatDiffersFails() {
        List<SelfTest.Result> results = List.of(
                new SelfTest.Result("MapKernels.exp", 12, 0.5), new SelfTest.Result("MapKernels.log", 1200, 1.5));
        CommandRun run = CommandRun.of("doctor", output -> Doctor.report(results, output));
        run.failedWith(1, "1 of 2 kernels differ from their scalar twins");
        run.says("MapKernels.exp  ok                 0.500     12")
                .says("MapKernels.log  FAILED             1.500  1,200");
    }
}
