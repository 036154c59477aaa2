package lanewise.optim;

/** AdamW (Loshchilov and Hutter, 2019): {@link Adam} with weight decay apart from the gradient. */
public final class AdamW {

    private AdamW() {}

    /** With PyTorch's defaults: betas 0.9 and 0.999, eps 1e-8, decay 0.01. */
    public static Adam lr(float lr) {
        return Adam.lr(lr).decoupledWeightDecay(0.01f);
    }
}
