package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.Rng;
import lanewise.train.BatchSource;
import lanewise.train.Output;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many steps: the heap stays flat, and what fades away does not become slow subnormal numbers. */
@Tag("figures")
class SoakTest {

    private static final int STEPS = 200_000;
    private static final int WARM = 20_000;

    @Test
    void twoHundredThousandSteps() {
        // Long stretches of one letter, in which the gates of an LSTM saturate and its gradients fade.
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 60; j++) {
                text.append((char) ('a' + i % 3));
            }
        }
        TextData data =
                TextData.stream(text.toString(), "", Unit.CHAR).batchSize(4).window(8);
        Parameters parameters = Parameters.init(1);
        LanguageModel model = TextNet.lstm(16)
                .embedding(8)
                .layers(2)
                .dropout(0.1f)
                .model(parameters, data.vocab().size());
        TextStep<TextState> step = TextStep.of(model);
        BatchSource<TextBatch> train = data.train(Rng.of(1));
        Optimizer adam = Adam.lr(1e-3f).on(parameters);
        Scope scope = Device.cpu().backend().scope();
        Rng rng = Rng.of(2);
        long heapBefore = 0;
        long start = 0;
        double early = 0;
        int tenth = (STEPS - WARM) / 10;
        for (int i = 0; i < STEPS; i++) {
            if (i == WARM) {
                heapBefore = usedHeap();
                start = System.nanoTime();
            } else if (i == WARM + tenth) {
                early = (System.nanoTime() - start) / 1e9;
            } else if (i == STEPS - tenth) {
                start = System.nanoTime();
            }
            Output<?> output = step.run(train.batch(new int[] {i % train.rows()}, scope), Pass.training(rng.split()));
            adam.step(output.loss().backward());
            assertTrue(i % 1000 != 0 || output.loss().item() < 5, "loss at step " + i);
            scope.release();
        }
        double late = (System.nanoTime() - start) / 1e9;
        long heapAfter = usedHeap();
        System.out.printf(
                Locale.ROOT,
                "heap after collection: %.2f MB at step %d, %.2f MB at step %d; %d steps took %.2f s early, %.2f s late%n",
                heapBefore / 1e6,
                WARM,
                heapAfter / 1e6,
                STEPS,
                tenth,
                early,
                late);
        assertEquals((double) heapBefore, (double) heapAfter, 1e6, "used heap in bytes");
        assertTrue(late < 2 * early, tenth + " steps took " + early + " s early and " + late + " s late");
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
