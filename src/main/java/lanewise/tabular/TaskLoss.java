package lanewise.tabular;

import lanewise.nn.Loss;
import lanewise.tensor.Tensor;

/** The loss of each task. */
final class TaskLoss {

    private TaskLoss() {}

    static Tensor of(Task task, Tensor prediction, TabularBatch batch) {
        return switch (task) {
            case REGRESSION -> Loss.mse().of(prediction, batch.targets());
            case BINARY, MULTI_LABEL -> Loss.binaryCrossEntropyWithLogits().of(prediction, batch.targets());
            case MULTI_CLASS -> Loss.crossEntropy().of(prediction, batch.classes());
        };
    }
}
