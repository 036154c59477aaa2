package lanewise.tensor;

import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;
import lanewise.kernel.UpdateKernels;
import org.jspecify.annotations.Nullable;

/**
 * Changes parameters in place: for optimizers, which may have the gradient multiplied by {@code scale} first. See
 * {@link lanewise.kernel.UpdateKernels} for the equations. The device of the gradient computes, with its threads. And copies
 * to where an older copy stood.
 */
public final class InPlace {

    private InPlace() {}

    /** One step of stochastic gradient descent on all of a parameter; {@code velocity} is the optimizer's own. */
    public static void sgd(
            Parameter parameter,
            Tensor gradient,
            Tensor velocity,
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
            float scale) {
        Tensor value = parameter.leaf();
        gradient.backend()
                .updates()
                .sgd(
                        rate,
                        momentum,
                        nesterov,
                        coupledDecay,
                        keep,
                        scale,
                        gradient.buffer(),
                        velocity.buffer(),
                        value.buffer());
    }

    /** One step of Adam on all of a parameter; {@code mean} and {@code square} are the optimizer's own. */
    public static void adam(
            Parameter parameter,
            Tensor gradient,
            Tensor mean,
            Tensor square,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale) {
        Tensor value = parameter.leaf();
        gradient.backend()
                .updates()
                .adam(
                        step,
                        beta1,
                        beta2,
                        inverseRoot,
                        epsilon,
                        coupledDecay,
                        keep,
                        scale,
                        gradient.buffer(),
                        mean.buffer(),
                        square.buffer(),
                        value.buffer());
    }

    /** One step of Adam on the rows that have a gradient, without decay added to it. */
    public static void adamRows(
            Parameter parameter,
            RowGradient gradient,
            Tensor mean,
            Tensor square,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float keep) {
        gradient.rows()
                .backend()
                .updates()
                .adamRows(
                        gradient.columns(),
                        gradient.ids().buffer(),
                        step,
                        beta1,
                        beta2,
                        inverseRoot,
                        epsilon,
                        keep,
                        gradient.rows().buffer(),
                        mean.buffer(),
                        square.buffer(),
                        parameter.leaf().buffer());
    }

    /**
     * The steps of Adam that some rows have missed.
     *
     * @param count how many rows
     * @param rows which, each once; the array may be longer
     * @param coefficients what {@link lanewise.kernel.UpdateKernels#settleRows} wants for each; the array may be longer
     * @param like a tensor of the device that computes; null for where the parameter lives
     */
    public static void settleRows(
            Parameter parameter,
            int count,
            int[] rows,
            float[] coefficients,
            Tensor mean,
            Tensor square,
            @Nullable IntTensor like) {
        Backend backend = like == null
                ? parameter.leaf().backend()
                : like.buffer().allocator().backend();
        IntBuffer ids = backend.heap().ints(count);
        backend.upload(rows, 0, ids);
        Buffer numbers = backend.heap().floats(count * UpdateKernels.SETTLE_COEFFICIENTS);
        backend.upload(coefficients, 0, numbers);
        backend.updates()
                .settleRows(
                        parameter.shape().product(1, parameter.shape().rank()),
                        ids,
                        numbers,
                        mean.buffer(),
                        square.buffer(),
                        parameter.leaf().buffer());
    }

    /**
     * The direction of a step of LAMB, {@code m / (sqrt(v) * inverseRoot + epsilon) * step + decay * p}, with mean and square
     * moved on as by {@link #adam}; the parameter stays as it is. The result lives as long as the gradient.
     */
    public static Tensor direction(
            Parameter parameter,
            Tensor gradient,
            Tensor mean,
            Tensor square,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float decay,
            float scale) {
        Tensor direction = Tensor.full(gradient.allocator(), 0, parameter.shape());
        Backend backend = gradient.backend();
        backend.copy(parameter.leaf().buffer(), direction.buffer());
        backend.updates()
                .adam(
                        -step,
                        beta1,
                        beta2,
                        inverseRoot,
                        epsilon,
                        0,
                        decay,
                        scale,
                        gradient.buffer(),
                        mean.buffer(),
                        square.buffer(),
                        direction.buffer());
        return direction;
    }

    /** One step of RMSProp on all of a parameter; the other tensors are the optimizer's own, {@code mean} any if not centered. */
    public static void rmsProp(
            Parameter parameter,
            Tensor gradient,
            Tensor mean,
            Tensor square,
            Tensor velocity,
            float rate,
            float alpha,
            float momentum,
            boolean centered,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale) {
        gradient.backend()
                .updates()
                .rmsProp(
                        rate,
                        alpha,
                        momentum,
                        centered,
                        epsilon,
                        coupledDecay,
                        keep,
                        scale,
                        gradient.buffer(),
                        mean.buffer(),
                        square.buffer(),
                        velocity.buffer(),
                        parameter.leaf().buffer());
    }

    /** One step of Adagrad on all of a parameter; {@code sum} is the optimizer's own. */
    public static void adagrad(
            Parameter parameter,
            Tensor gradient,
            Tensor sum,
            float rate,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale) {
        gradient.backend()
                .updates()
                .adagrad(
                        rate,
                        epsilon,
                        coupledDecay,
                        keep,
                        scale,
                        gradient.buffer(),
                        sum.buffer(),
                        parameter.leaf().buffer());
    }

    /** One step of Adagrad, without decay, on the rows that have a gradient: the others would not move. */
    public static void adagradRows(Parameter parameter, RowGradient gradient, Tensor sum, float rate, float epsilon) {
        gradient.rows()
                .backend()
                .updates()
                .adagradRows(
                        gradient.columns(),
                        gradient.ids().buffer(),
                        rate,
                        epsilon,
                        gradient.rows().buffer(),
                        sum.buffer(),
                        parameter.leaf().buffer());
    }

    /** {@code parameter += factor * gradient}, touching only the rows of a row gradient. */
    public static void addRows(Parameter parameter, RowGradient gradient, float factor) {
        gradient.times(factor).addTo(parameter.leaf());
    }

    /** Numbers from the host to where others stood; as many as the tensor has. Nobody else may read that tensor. */
    public static void fill(Tensor place, float[] numbers) {
        if (numbers.length != place.elements()) {
            throw new ShapeException("fill " + place.shape() + ": it has " + place.elements() + " elements, "
                    + numbers.length + " values were given");
        }
        place.backend().upload(numbers, 0, place.buffer());
    }

    /**
     * A copy of a tensor as {@link Tensor#copy()} makes it, in the memory of an older copy if that has its shape and lives on
     * its device. Nobody may read the older one again.
     */
    public static Tensor copy(Tensor x, Tensor older) {
        boolean elsewhere = !older.backend().equals(x.backend());
        if (elsewhere || older.allocator().scoped() || !older.shape().equals(x.shape())) {
            return x.copy();
        }
        x.backend().copy(x.buffer(), older.buffer());
        return older;
    }
}
