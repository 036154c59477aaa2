package lanewise.collab;

import java.util.function.DoubleUnaryOperator;
import lanewise.nn.Embedding;
import lanewise.tensor.Parameter;
import lanewise.train.Callback;
import lanewise.train.Training;

/**
 * Keeps the rows of the unknown user and the unknown item: at the end of each epoch's training, also of one that is cancelled, each becomes a weighted
 * mean of the trained rows of its table. Users weigh as many times as they rated: a rating by someone unknown is most
 * likely one by someone who rates much. Items weigh by the root of that: an item nobody has rated yet is rarer than the
 * average rating's item, and less liked. CONTRIBUTING.md has the measurement.
 */
final class UnknownRows implements Callback {

    private final CollabModel model;
    private final CollabData data;

    UnknownRows(CollabModel model, CollabData data) {
        this.model = model;
        this.data = data;
    }

    @Override
    public void afterTrain(Training training) {
        renew();
    }

    @Override
    public void afterCancelEpoch(Training training) {
        renew();
    }

    @Override
    public void afterCancelFit(Training training) {
        renew();
    }

    void renew() {
        for (Embedding table : model.userTables()) {
            renew(table.weight(), data.userCounts(), count -> count);
        }
        for (Embedding table : model.itemTables()) {
            renew(table.weight(), data.itemCounts(), Math::sqrt);
        }
    }

    private static void renew(Parameter table, int[] counts, DoubleUnaryOperator weight) {
        int width = table.shape().size(1);
        float[] rows = table.value().toArray();
        double[] sums = new double[width];
        double total = 0;
        for (int row = 1; row < counts.length; row++) {
            double share = weight.applyAsDouble(counts[row]);
            total += share;
            for (int j = 0; j < width && share > 0; j++) {
                sums[j] += share * rows[row * width + j];
            }
        }
        float[] mean = new float[width];
        for (int j = 0; j < width; j++) {
            mean[j] = (float) (sums[j] / total);
        }
        table.setRow(IdMap.UNKNOWN, mean);
    }
}
