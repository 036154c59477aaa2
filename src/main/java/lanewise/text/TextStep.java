package lanewise.text;

import java.util.List;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.Functional;
import lanewise.tensor.InPlace;
import lanewise.tensor.IntTensor;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;
import lanewise.train.Output;
import lanewise.train.Step;
import org.jspecify.annotations.Nullable;

/**
 * Truncated back-propagation through time: each batch starts from the state that the one before ended with, cut off from
 * how it was computed. Training and validation carry a state each; one step serves one learner.
 *
 * @param <S> the state of the model
 */
public final class TextStep<S> implements Step<TextBatch, IntTensor> {

    private final StatefulModel<TextInput, S> model;
    private final Carried<S> inTraining = new Carried<>();
    private final Carried<S> inValidation = new Carried<>();

    /** What a batch ended with, and the state before it, which the next batch but one overwrites. */
    private static final class Carried<S> {
        private @Nullable S state;
        private @Nullable S before;
        private int sequences;
    }

    private TextStep(StatefulModel<TextInput, S> model) {
        this.model = model;
    }

    /** The step of a learner for a model that scores every token as the next: [time, batch] to [time, batch, tokens]. */
    public static <S> TextStep<S> of(StatefulModel<TextInput, S> model) {
        return new TextStep<>(model);
    }

    @Override
    public Output<IntTensor> run(TextBatch batch, Pass pass) {
        Carried<S> carried = pass.isTraining() ? inTraining : inValidation;
        IntTensor tokens = batch.input().tokens();
        S last = carried.state;
        S before = last == null || batch.begins() ? model.zeroState(tokens.size(1)) : last;
        StatefulModel.Result<S> result = model.forward(batch.input(), before, pass);
        S unused = carried.before;
        carried.state = unused == null ? model.detach(result.state()) : model.detach(result.state(), unused);
        carried.before = last;
        carried.sequences = tokens.size(1);
        Tensor all = result.output();
        Tensor scores = all.reshape(tokens.elements(), all.size(-1));
        IntTensor counting = batch.counting();
        Tensor counted = counting == null ? scores : scores.gather(counting);
        Tensor loss = Functional.crossEntropy(counted, batch.targets());
        return new Output<>(loss, counted, batch.targets(), batch.targets().elements());
    }

    /** Notes the state that training carries; validation begins with one of zeros. */
    @Override
    public void saveState(StateDict to) {
        S state = inTraining.state;
        if (state != null) {
            to.put("sequences", (long) inTraining.sequences);
            List<Tensor> tensors = model.tensors(state);
            for (int i = 0; i < tensors.size(); i++) {
                to.put("state" + i, tensors.get(i).toArray());
            }
        }
    }

    @Override
    public void loadState(StateDict from) {
        if (from.has("sequences")) {
            inTraining.sequences = (int) from.whole("sequences");
            S state = model.detach(model.zeroState(inTraining.sequences));
            List<Tensor> tensors = model.tensors(state);
            for (int i = 0; i < tensors.size(); i++) {
                Tensor place = tensors.get(i);
                InPlace.fill(place, from.floats("state" + i));
            }
            inTraining.state = state;
            inTraining.before = null;
        }
    }

    /** A step of the same model, that begins with a state of zeros. */
    @Override
    public Step<TextBatch, IntTensor> fork() {
        return of(model);
    }
}
