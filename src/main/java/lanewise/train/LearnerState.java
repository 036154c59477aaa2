package lanewise.train;

import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;

/** What a learner knows and remembers, to be noted and put back. */
final class LearnerState {

    private LearnerState() {}

    /** All of it, between two batches or two fits. */
    static void save(Learner<?, ?> learner, StateDict to) {
        saveLearned(learner, to);
        learner.batches().save(to.scope("batches"));
        learner.recorder().save(to.scope("recorder"));
        List<Callback> callbacks = learner.callbacks();
        for (int i = 0; i < callbacks.size(); i++) {
            StateDict own = to.scope(name(callbacks, i));
            own.put("known", 1L);
            callbacks.get(i).saveState(own);
        }
    }

    /** All but what callbacks remember, who are told in the middle of the fit. */
    static void load(Learner<?, ?> learner, StateDict from) {
        loadLearned(learner, from);
        learner.batches().load(from.scope("batches"));
        learner.recorder().load(from.scope("recorder"));
    }

    /** A callback that was not there when the state was noted begins anew. */
    static void loadCallbacks(Learner<?, ?> learner, StateDict from, Training training) {
        List<Callback> callbacks = learner.callbacks();
        for (int i = 0; i < callbacks.size(); i++) {
            StateDict own = from.scope(name(callbacks, i));
            if (own.has("known")) {
                callbacks.get(i).loadState(own, training);
            }
        }
    }

    /** Its class, and how many of that class stand before it. */
    private static String name(List<Callback> callbacks, int index) {
        Class<?> type = callbacks.get(index).getClass();
        int before = 0;
        for (Callback callback : callbacks.subList(0, index)) {
            before += callback.getClass() == type ? 1 : 0;
        }
        return "callback." + type.getName() + "." + before;
    }

    /** Weights, as they lie in memory, and the optimizer with all that it has put off. */
    static void saveLearned(Learner<?, ?> learner, StateDict to) {
        for (Parameter parameter : learner.parameters().all()) {
            to.scope("weights").put(parameter.name(), parameter.rawValues());
        }
        if (learner.optimizer() != null) {
            learner.optimizer().saveState(to.scope("optimizer"));
        }
        to.put("optimizer", learner.optimizer() == null ? "" : learner.spec().toString());
    }

    /** An optimizer of another kind or with other settings begins anew. */
    static void loadLearned(Learner<?, ?> learner, StateDict from) {
        ParameterSnapshot weights = ParameterSnapshot.load(learner.parameters(), from.scope("weights"));
        // What the optimizer so far has put off has been overtaken.
        learner.parameters().all().forEach(parameter -> parameter.defer(null));
        weights.restoreValues();
        if (from.text("optimizer").equals(learner.spec().toString())) {
            learner.optimizerWithState(from.scope("optimizer"));
        } else {
            learner.optimizer(learner.spec());
        }
    }
}
