package lanewise.tabular;

import lanewise.nn.Loss;
import lanewise.tensor.Tensor;

/** What is predicted, and with it the loss and the metrics. */
public enum Task {
    /** A number: mean squared error. */
    REGRESSION("a number", "mean squared error"),
    /** One of two classes: binary cross-entropy of one logit, that of the second class. */
    BINARY("two classes", "binary cross-entropy"),
    /** One of several classes: cross-entropy. */
    MULTI_CLASS("several classes", "cross-entropy"),
    /** Several answers of yes or no, each of its own: binary cross-entropy of as many logits. */
    MULTI_LABEL("labels", "binary cross-entropy");

    private final String answer;
    private final String lossName;

    Task(String answer, String lossName) {
        this.answer = answer;
        this.lossName = lossName;
    }

    /** What is predicted, in words: "a number", "two classes", "several classes", "labels". */
    public String answer() {
        return answer;
    }

    /** What the loss is called. */
    public String lossName() {
        return lossName;
    }

    Tensor loss(Tensor prediction, TabularBatch batch) {
        if (this == MULTI_CLASS) {
            return Loss.crossEntropy().of(prediction, batch.classes());
        }
        Loss<Tensor> loss = this == REGRESSION ? Loss.mse() : Loss.binaryCrossEntropyWithLogits();
        return loss.of(prediction, batch.targets());
    }
}
