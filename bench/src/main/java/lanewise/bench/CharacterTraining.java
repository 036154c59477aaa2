package lanewise.bench;

import java.util.Arrays;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import lanewise.text.TextBatch;
import lanewise.text.TextInput;
import lanewise.text.TextStep;

/**
 * Trains a {@link CharacterModel} on 8 characters of each of 512 texts at a time, with Adam (1e-3, betas 0.9 and 0.99); the
 * state is carried from step to step without a gradient.
 */
final class CharacterTraining {

    /** Characters in a step. */
    static final int STEP_CHARACTERS = 8 * 512;

    private static final int TIME = 8;
    private static final int BATCH = 512;
    private static final int WINDOWS = 16;
    private static final int WINDOW = (TIME + 1) * BATCH;

    private final int[] characters = Synthetic.ints(21, WINDOWS * WINDOW, CharacterModel.CHARACTERS);
    private final Parameters parameters = Parameters.init(1);
    private final Rng rng = Rng.of(2);
    private final TextStep<?> training;
    private final Optimizer adam;
    private final Scope scope;
    private final Losses losses;
    private int steps;

    CharacterTraining(CharacterModel model, Device device, Losses losses) {
        this.training = TextStep.of(model.of(parameters));
        parameters.to(device);
        this.adam = Adam.lr(1e-3f).betas(0.9f, 0.99f).on(parameters);
        this.scope = device.backend().scope();
        this.losses = losses;
    }

    /** Trains on the next window. */
    void step() {
        int from = steps % WINDOWS * WINDOW;
        IntTensor tokens = part(from, Shape.of(TIME, BATCH));
        IntTensor targets = part(from + BATCH, Shape.of(TIME * BATCH));
        var batch = new TextBatch(TextInput.of(tokens), targets, null, false);
        Tensor loss = training.run(batch, Pass.training(rng.split())).loss();
        adam.step(loss.backward());
        steps++;
        losses.seen(steps, loss);
        scope.release();
    }

    private IntTensor part(int from, Shape shape) {
        return IntTensor.of(scope, Arrays.copyOfRange(characters, from, from + shape.elements()), shape);
    }
}
