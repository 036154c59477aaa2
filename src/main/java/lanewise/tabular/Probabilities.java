package lanewise.tabular;

/** From logits to probabilities, in doubles: what metrics and people see, not what trains. */
final class Probabilities {

    private Probabilities() {}

    static float sigmoid(float logit) {
        return (float) (1 / (1 + StrictMath.exp(-(double) logit)));
    }

    /** The probabilities of a row's classes or labels, whose logits begin at {@code at}. */
    static float[] of(Targets targets, float[] logits, int at) {
        float[] probabilities = new float[targets.names().size()];
        if (targets.task() == Task.BINARY) {
            probabilities[0] = sigmoid(-logits[at]);
            probabilities[1] = sigmoid(logits[at]);
        } else if (targets.task() == Task.MULTI_LABEL) {
            for (int i = 0; i < probabilities.length; i++) {
                probabilities[i] = sigmoid(logits[at + i]);
            }
        } else {
            softmax(logits, at, probabilities);
        }
        return probabilities;
    }

    private static void softmax(float[] logits, int at, float[] probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < probabilities.length; i++) {
            largest = Math.max(largest, logits[at + i]);
        }
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            sum += StrictMath.exp(logits[at + i] - largest);
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) (StrictMath.exp(logits[at + i] - largest) / sum);
        }
    }
}
