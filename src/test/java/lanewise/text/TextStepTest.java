package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lanewise.Allocations;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What is carried from batch to batch. */
class TextStepTest {

    private static final int TIME = 3;
    private static final int TOKENS = 7;

    private static TextBatch batch(Scope scope, int number, int sequences, boolean begins) {
        Rng rng = Rng.of(number);
        int[] ids = new int[(TIME + 1) * sequences];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = rng.nextInt(TOKENS);
        }
        int count = TIME * sequences;
        IntTensor tokens = IntTensor.of(scope, Arrays.copyOf(ids, count), Shape.of(TIME, sequences));
        IntTensor targets = IntTensor.of(scope, Arrays.copyOfRange(ids, sequences, ids.length), Shape.of(count));
        return new TextBatch(TextInput.of(tokens), targets, null, begins);
    }

    /** Also where a batch has fewer sequences than those before and after. */
    @Test
    void everyBatchFollowsOnTheOneBefore() {
        for (TextNet net : new TextNet[] {TextNet.lstm(6).layers(2), TextNet.gru(6)}) {
            Parameters first = Parameters.init(1);
            Parameters second = Parameters.init(1);
            LanguageModel model = net.model(second, TOKENS);
            TextStep<TextState> step = TextStep.of(net.model(first, TOKENS));
            Optimizer stepped = Adam.lr(1e-2f).on(first);
            Optimizer byHand = Adam.lr(1e-2f).on(second);
            Scope scope = Device.cpu(1).backend().scope();
            TextState state = model.zeroState(4);
            for (int i = 0; i < 12; i++) {
                int sequences = i == 5 ? 2 : 4;
                boolean begins = i == 5 || i == 6;
                TextBatch batch = batch(scope, i, sequences, begins);
                Tensor loss = step.run(batch, Pass.training(Rng.of(i))).loss();
                TextState before = begins ? model.zeroState(sequences) : state;
                StatefulModel.Result<TextState> result = model.forward(batch.input(), before, Pass.training(Rng.of(i)));
                Tensor expected =
                        Functional.crossEntropy(result.output().reshape(TIME * sequences, TOKENS), batch.targets());
                assertEquals(expected.item(), loss.item(), net + ", batch " + i);
                stepped.step(loss.backward());
                byHand.step(expected.backward());
                state = model.detach(result.state());
                scope.release();
            }
        }
    }

    /** The state of 128 sequences takes 256 kilobytes. */
    @Test
    void carryingAStateAllocatesNothingOfItsSize() {
        Parameters parameters = Parameters.init(1);
        TextStep<TextState> step = TextStep.of(TextNet.lstm(256).model(parameters, TOKENS));
        Scope scope = Device.cpu(1).backend().scope();
        long least = Allocations.leastOfACall(100_000, 1, () -> {
            step.run(batch(scope, 1, 128, false), Pass.training(Rng.of(1)))
                    .loss()
                    .backward();
            scope.release();
        });
        assertTrue(least <= 100_000, "the leanest step allocated " + least + " bytes");
    }
}
