package lanewise.nn;

import lanewise.tensor.Functional;
import lanewise.tensor.Tensor;

/**
 * Inverted dropout (Srivastava et al., 2014): in training each element is zeroed with probability p and the others scaled
 * by 1 / (1 - p); in inference nothing happens.
 *
 * @param p from 0 to 1
 */
public record Dropout(float p) implements Layer {

    public Dropout {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Dropout: the probability must lie between 0 and 1, got " + p);
        }
    }

    public static Dropout of(float p) {
        return new Dropout(p);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.observe(this, pass.isTraining() ? Functional.dropout(x, p, pass.rng()) : x);
    }

    @Override
    public String toString() {
        return "Dropout(p=" + Numbers.text(p) + ")";
    }
}
