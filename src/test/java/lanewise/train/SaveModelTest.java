package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.optim.Adam;
import lanewise.optim.CosineRestarts;
import lanewise.optim.Rates;
import lanewise.optim.Schedule;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveModelTest {

    @TempDir
    Path folder;

    private final Parameters parameters = Parameters.init(1);
    private final Learner<Samples.Batch, Tensor> learner = learner(parameters);

    private static Learner<Samples.Batch, Tensor> learner(Parameters parameters) {
        Linear net = Linear.of(parameters.scope("0"), 2, 1);
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters, Samples.regression(net), Samples.line(60, 2, 1), Samples.line(30, 2, 2), 20, 3);
        learner.optimizer(Adam.lr(1));
        return learner;
    }

    private static float[] weights(Parameters parameters) {
        return parameters.all().get(0).value().toArray();
    }

    /** What a learner made like this one has after loading a file. */
    private static float[] loaded(Path file) {
        Parameters others = Parameters.init(9);
        learner(others).load(file);
        return weights(others);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    /** The rate is so high that epochs get worse after they got better. */
    @Test
    void theBestEpochIsInTheFile() {
        Path file = folder.resolve("best.safetensors");
        List<float[]> epochs = new ArrayList<>();
        learner.callback(SaveModel.best(learner, file));
        learner.callback(new Callback() {
            @Override
            public void afterEpoch(Training training) {
                epochs.add(weights(parameters));
            }
        });
        History history = learner.fit(12, 2);
        int best = 0;
        for (Epoch epoch : history.epochs()) {
            best = epoch.validLoss() < history.epochs().get(best).validLoss() ? epoch.epoch() : best;
        }
        assertArrayEquals(epochs.get(best), loaded(file));
    }

    @Test
    void everyEpochHasAFile() throws IOException {
        learner.callback(SaveModel.everyEpoch(learner, folder));
        learner.fit(3, 1e-2f);
        assertEquals(List.of("epoch-0000.safetensors", "epoch-0001.safetensors", "epoch-0002.safetensors"), names());
        assertArrayEquals(weights(parameters), loaded(folder.resolve("epoch-0002.safetensors")));
    }

    /** Cycles of 1, 2 and 4 epochs end with epochs 0, 2 and 6. */
    @Test
    void everyCycleHasAFile() throws IOException {
        CosineRestarts schedule = Schedule.cosineRestarts(1, 2);
        learner.callback(SaveModel.everyCycle(learner, folder, schedule));
        learner.fit(7, Rates.of(1e-2f), schedule);
        assertEquals(List.of("cycle-0000.safetensors", "cycle-0001.safetensors", "cycle-0002.safetensors"), names());
        assertArrayEquals(weights(parameters), loaded(folder.resolve("cycle-0002.safetensors")));
    }
}
