package lanewise.bench;

import lanewise.tensor.Tensor;

/** Is shown the loss of each training step, while it can be read. */
interface Losses {

    /** Looks at nothing. */
    Losses IGNORED = (step, loss) -> {};

    void seen(int step, Tensor loss);
}
