package lanewise.train;

import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/** Classes by number, from whatever a learner has for targets and from logits. */
final class ClassNumbers {

    private ClassNumbers() {}

    /** Class numbers, or 0 and 1, of targets that are an {@link IntTensor} or a {@link Tensor}. */
    static int[] of(Object targets) {
        if (targets instanceof IntTensor classes) {
            return classes.toArray();
        }
        if (targets instanceof Tensor numbers) {
            float[] values = numbers.toArray();
            int[] classes = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                classes[i] = (int) values[i];
            }
            return classes;
        }
        throw wrong(targets);
    }

    private static int elements(Object targets) {
        if (targets instanceof IntTensor classes) {
            return classes.elements();
        }
        if (targets instanceof Tensor numbers) {
            return numbers.elements();
        }
        throw wrong(targets);
    }

    private static IllegalArgumentException wrong(Object targets) {
        return new IllegalArgumentException("metric of classes: the targets are a "
                + targets.getClass().getSimpleName() + "; a Tensor or an IntTensor of class numbers would be right");
    }

    /** Whether there is a logit for each target, rather than one for each class. */
    static boolean isBinary(Tensor logits, Object targets) {
        return logits.elements() == elements(targets);
    }

    /** The classes with the largest logits; where there is one logit only, 1 if it is positive. */
    static int[] chosen(Tensor logits) {
        if (logits.rank() > 1 && logits.size(-1) > 1) {
            return logits.argmax(-1).toArray();
        }
        return positive(logits, 0);
    }

    /** 1 where a logit is above the limit. */
    static int[] positive(Tensor logits, double limit) {
        float[] values = logits.toArray();
        int[] chosen = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            chosen[i] = values[i] > limit ? 1 : 0;
        }
        return chosen;
    }
}
