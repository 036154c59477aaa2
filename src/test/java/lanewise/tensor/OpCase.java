package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import lanewise.backend.Device;

/**
 * An operation to be tested.
 *
 * @param oracle the same in doubles
 * @param inputs what goes in; the operation may not depend on their sizes in any other way than by asking them
 */
record OpCase(
        String name,
        Function<List<Tensor>, Tensor> tensor,
        Function<List<Doubles>, Doubles> oracle,
        List<Input> inputs) {

    /** Random numbers from low to high. */
    record Input(float low, float high, boolean tracked, Shape shape) {

        float[] values(SplittableRandom random) {
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (low + (high - low) * random.nextDouble());
            }
            return values;
        }
    }

    /** The numbers of all inputs for a seed. */
    List<float[]> values(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> values = new ArrayList<>();
        for (Input input : inputs) {
            values.add(input.values(random));
        }
        return values;
    }

    /** The inputs as tensors: those with a gradient tracked, or only the one numbered {@code only} if that is not -1. */
    List<Tensor> tensors(Device device, List<float[]> values, int only) {
        List<Tensor> tensors = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Tensor tensor = Tensor.of(device, values.get(i), inputs.get(i).shape());
            boolean tracked = inputs.get(i).tracked() && (only < 0 || only == i);
            tensors.add(tracked ? tensor.tracked() : tensor);
        }
        return tensors;
    }

    List<Doubles> doubles(List<float[]> values) {
        List<Doubles> doubles = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            float[] floats = values.get(i);
            double[] same = new double[floats.length];
            Arrays.setAll(same, at -> floats[at]);
            doubles.add(Doubles.of(same, inputs.get(i).shape().sizes()));
        }
        return doubles;
    }

    /** Whether there is a larger version: an operation on nothing stays one on nothing. */
    boolean grows() {
        return inputs.stream().allMatch(input -> input.shape().elements() > 0)
                && inputs.stream().anyMatch(input -> input.shape().elements() > 1);
    }

    /** The same with all sizes but 1 multiplied, until an input or the result has {@code elements}. */
    OpCase enlarged(int elements) {
        List<Shape> shapes = new ArrayList<>(inputs.stream().map(Input::shape).toList());
        shapes.add(tensor.apply(tensors(Device.cpu(), values(1), -1)).shape());
        int factor = 2;
        while (largest(shapes, factor) < elements) {
            factor++;
        }
        List<Input> large = new ArrayList<>();
        for (Input input : inputs) {
            large.add(new Input(input.low(), input.high(), input.tracked(), times(input.shape(), factor)));
        }
        return new OpCase(name, tensor, oracle, large);
    }

    private static int largest(List<Shape> shapes, int factor) {
        return shapes.stream()
                .mapToInt(shape -> times(shape, factor).elements())
                .max()
                .orElse(0);
    }

    private static Shape times(Shape shape, int factor) {
        return Shape.of(Arrays.stream(shape.sizes())
                .map(size -> size < 2 ? size : size * factor)
                .toArray());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        for (Input input : inputs) {
            text.append(' ').append(input.shape());
        }
        return text.toString();
    }
}
