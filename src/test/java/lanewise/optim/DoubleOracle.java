package lanewise.optim;

/**
 * The equations of an optimizer in doubles, for one parameter. {@link SpreadsheetTest} holds them to the course's numbers,
 * {@link OptimizerOracleTest} the optimizers to them.
 */
interface DoubleOracle {

    /** One step, in place. */
    void step(double[] p, double[] gradient, double rate, double momentum);

    static DoubleOracle of(OptimizerSpec spec, int n) {
        if (spec instanceof Sgd sgd) {
            return sgd(n, sgd.nesterov(), sgd.weightDecay(), sgd.decoupled());
        }
        if (spec instanceof Adam adam) {
            return adam(n, adam.beta2(), adam.eps(), adam.weightDecay(), adam.decoupled(), true);
        }
        if (spec instanceof RmsProp rms) {
            return rmsProp(n, rms);
        }
        if (spec instanceof Adagrad adagrad) {
            return adagrad(n, adagrad);
        }
        if (spec instanceof RAdam radam) {
            return rectifiedAdam(n, radam);
        }
        if (spec instanceof Lamb lamb) {
            return lamb(n, lamb);
        }
        Lookahead lookahead = (Lookahead) spec;
        return lookahead(n, lookahead);
    }

    static DoubleOracle sgd(int n, boolean nesterov, double decay, boolean decoupled) {
        double[] velocity = new double[n];
        return (p, gradient, rate, momentum) -> {
            for (int i = 0; i < n; i++) {
                double g = decoupled ? gradient[i] : gradient[i] + decay * p[i];
                p[i] = decoupled ? p[i] - rate * decay * p[i] : p[i];
                velocity[i] = momentum * velocity[i] + g;
                p[i] -= rate * (nesterov ? g + momentum * velocity[i] : velocity[i]);
            }
        };
    }

    /** Adam's moments and the products of its betas. */
    final class Moments {
        final double[] mean;
        final double[] square;
        double product1 = 1;
        double product2 = 1;

        Moments(int n) {
            mean = new double[n];
            square = new double[n];
        }

        void add(double[] gradient, double beta1, double beta2) {
            product1 *= beta1;
            product2 *= beta2;
            for (int i = 0; i < gradient.length; i++) {
                mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
                square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
            }
        }

        double mean(int i) {
            return mean[i] / (1 - product1);
        }

        double square(int i) {
            return square[i] / (1 - product2);
        }
    }

    static DoubleOracle adam(int n, double beta2, double eps, double decay, boolean decoupled, boolean biasCorrection) {
        Moments moments = new Moments(n);
        if (!biasCorrection) {
            moments.product1 = 0;
            moments.product2 = 0;
        }
        return adam(moments, beta2, eps, decay, decoupled);
    }

    static DoubleOracle adam(Moments moments, double beta2, double eps, double decay, boolean decoupled) {
        return (p, gradient, rate, beta1) -> {
            moments.add(decoupled ? gradient : decayed(p, gradient, decay), beta1, beta2);
            for (int i = 0; i < p.length; i++) {
                p[i] = decoupled ? p[i] - rate * decay * p[i] : p[i];
                p[i] -= rate * moments.mean(i) / (Math.sqrt(moments.square(i)) + eps);
            }
        };
    }

    private static double[] decayed(double[] p, double[] gradient, double decay) {
        double[] sum = new double[p.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = gradient[i] + decay * p[i];
        }
        return sum;
    }

    private static DoubleOracle rmsProp(int n, RmsProp spec) {
        double alpha = spec.alpha();
        double[] square = new double[n];
        double[] mean = new double[n];
        double[] velocity = new double[n];
        return (p, gradient, rate, momentum) -> {
            double[] g = spec.decoupled() ? gradient : decayed(p, gradient, spec.weightDecay());
            for (int i = 0; i < n; i++) {
                p[i] = spec.decoupled() ? p[i] - rate * spec.weightDecay() * p[i] : p[i];
                square[i] = alpha * square[i] + (1 - alpha) * g[i] * g[i];
                mean[i] = alpha * mean[i] + (1 - alpha) * g[i];
                double variance = spec.centered() ? square[i] - mean[i] * mean[i] : square[i];
                velocity[i] = momentum * velocity[i] + g[i] / (Math.sqrt(variance) + spec.eps());
                p[i] -= rate * velocity[i];
            }
        };
    }

    private static DoubleOracle adagrad(int n, Adagrad spec) {
        double[] sum = new double[n];
        java.util.Arrays.fill(sum, spec.initialAccumulator());
        int[] steps = new int[1];
        return (p, gradient, rate, momentum) -> {
            double[] g = spec.decoupled() ? gradient : decayed(p, gradient, spec.weightDecay());
            double now = rate / (1 + steps[0] * (double) spec.lrDecay());
            steps[0]++;
            for (int i = 0; i < n; i++) {
                p[i] = spec.decoupled() ? p[i] - rate * spec.weightDecay() * p[i] : p[i];
                sum[i] += g[i] * g[i];
                p[i] -= now * g[i] / (Math.sqrt(sum[i]) + spec.eps());
            }
        };
    }

    private static DoubleOracle rectifiedAdam(int n, RAdam spec) {
        double beta2 = spec.beta2();
        Moments moments = new Moments(n);
        int[] steps = new int[1];
        return (p, gradient, rate, beta1) -> {
            moments.add(spec.decoupled() ? gradient : decayed(p, gradient, spec.weightDecay()), beta1, beta2);
            int t = ++steps[0];
            double infinite = 2 / (1 - beta2) - 1;
            double rho = infinite - 2 * t * Math.pow(beta2, t) / (1 - Math.pow(beta2, t));
            for (int i = 0; i < n; i++) {
                p[i] = spec.decoupled() ? p[i] - rate * spec.weightDecay() * p[i] : p[i];
                double factor = 1;
                if (rho > 5) {
                    double rectification = (rho - 4) * (rho - 2) * infinite / ((infinite - 4) * (infinite - 2) * rho);
                    factor = Math.sqrt(rectification)
                            * Math.sqrt(1 - Math.pow(beta2, t))
                            / (Math.sqrt(moments.square[i]) + spec.eps());
                }
                p[i] -= rate * moments.mean(i) * factor;
            }
        };
    }

    private static DoubleOracle lamb(int n, Lamb spec) {
        Moments moments = new Moments(n);
        return (p, gradient, rate, beta1) -> {
            moments.add(gradient, beta1, spec.beta2());
            double[] direction = new double[n];
            double size = 0;
            double length = 0;
            for (int i = 0; i < n; i++) {
                direction[i] =
                        moments.mean(i) / (Math.sqrt(moments.square(i)) + spec.eps()) + spec.weightDecay() * p[i];
                size += p[i] * p[i];
                length += direction[i] * direction[i];
            }
            double trust = size > 0 && length > 0 ? Math.sqrt(size) / Math.sqrt(length) : 1;
            for (int i = 0; i < n; i++) {
                p[i] -= rate * trust * direction[i];
            }
        };
    }

    private static DoubleOracle lookahead(int n, Lookahead spec) {
        DoubleOracle inner = of(spec.inner(), n);
        double[][] slow = new double[1][];
        int[] steps = new int[1];
        return (p, gradient, rate, momentum) -> {
            if (slow[0] == null) {
                slow[0] = p.clone();
            }
            inner.step(p, gradient, rate, momentum);
            if (++steps[0] % spec.k() == 0) {
                for (int i = 0; i < n; i++) {
                    slow[0][i] += spec.alpha() * (p[i] - slow[0][i]);
                    p[i] = slow[0][i];
                }
            }
        };
    }
}
