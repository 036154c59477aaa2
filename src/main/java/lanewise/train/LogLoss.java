package lanewise.train;

import lanewise.tensor.Tensor;

/** The mean of {@code -log p} of the true classes, in doubles. */
final class LogLoss {

    private LogLoss() {}

    static double of(Tensor logits, Object targets) {
        float[] values = logits.toArray();
        int[] classes = ClassNumbers.of(targets);
        double sum = 0;
        if (ClassNumbers.isBinary(logits, targets)) {
            for (int i = 0; i < classes.length; i++) {
                // -log sigmoid(z) with z towards the class: log(1 + e^-z), kept from overflow.
                double z = classes[i] == 1 ? values[i] : -(double) values[i];
                sum += Math.max(-z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
            }
            return sum / classes.length;
        }
        int width = logits.size(-1);
        for (int i = 0; i < classes.length; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < width; j++) {
                largest = Math.max(largest, values[i * width + j]);
            }
            double total = 0;
            for (int j = 0; j < width; j++) {
                total += Math.exp(values[i * width + j] - largest);
            }
            sum += Math.log(total) + largest - values[i * width + classes[i]];
        }
        return sum / classes.length;
    }
}
