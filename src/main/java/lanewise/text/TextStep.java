package lanewise.text;

import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;
import lanewise.train.Output;
import lanewise.train.Step;
import org.jspecify.annotations.Nullable;

/**
 * Truncated back-propagation through time: each batch starts from the state that the one before ended with, cut off from
 * how it was computed. Training and validation carry a state each.
 */
final class TextStep implements Step<TextBatch, IntTensor> {

    private final LanguageModel model;
    private @Nullable TextState inTraining;
    private @Nullable TextState inValidation;

    TextStep(LanguageModel model) {
        this.model = model;
    }

    @Override
    public Output<IntTensor> run(TextBatch batch, Pass pass) {
        TextState carried = pass.isTraining() ? inTraining : inValidation;
        IntTensor tokens = batch.input().tokens();
        TextState before = carried == null || batch.begins() ? model.zeroState(tokens.size(1)) : carried;
        StatefulModel.Result<TextState> result = model.forward(batch.input(), before, pass);
        TextState after = model.detach(result.state());
        if (pass.isTraining()) {
            inTraining = after;
        } else {
            inValidation = after;
        }
        Tensor all = result.output();
        Tensor scores = all.reshape(tokens.elements(), all.size(-1));
        IntTensor counting = batch.counting();
        Tensor counted = counting == null ? scores : scores.gather(counting);
        Tensor loss = Functional.crossEntropy(counted, batch.targets());
        return new Output<>(loss, counted, batch.targets(), batch.targets().elements());
    }
}
