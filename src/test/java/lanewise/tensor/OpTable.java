package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Every operation, one line each: how it is called, what it should be, what goes in. The lines stand in the subclasses. */
abstract class OpTable {

    /** What an operation on one tensor is tried on. */
    static final List<Shape> SHAPES = List.of(
            Shape.of(),
            Shape.of(1),
            Shape.of(7),
            Shape.of(0),
            Shape.of(3, 5),
            Shape.of(1, 33),
            Shape.of(2, 0, 3),
            Shape.of(2, 3, 2, 2));

    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> all() {
        List<OpCase> all = new ArrayList<>();
        for (OpTable table : List.of(new ArithmeticOps(), new AxisOps(), new LayerOps(), new RecurrentOps())) {
            table.fill();
            all.addAll(table.cases);
        }
        return all;
    }

    abstract void fill();

    final void one(String name, Function<Tensor, Tensor> tensor, Function<Doubles, Doubles> oracle, OpCase.Input in) {
        many(name, x -> tensor.apply(x.get(0)), x -> oracle.apply(x.get(0)), in);
    }

    final void two(
            String name,
            BiFunction<Tensor, Tensor, Tensor> tensor,
            BiFunction<Doubles, Doubles, Doubles> oracle,
            OpCase.Input a,
            OpCase.Input b) {
        many(name, x -> tensor.apply(x.get(0), x.get(1)), x -> oracle.apply(x.get(0), x.get(1)), a, b);
    }

    final void many(
            String name,
            Function<List<Tensor>, Tensor> tensor,
            Function<List<Doubles>, Doubles> oracle,
            OpCase.Input... inputs) {
        cases.add(new OpCase(name, tensor, oracle, List.of(inputs)));
    }

    static OpCase.Input in(int... shape) {
        return in(-2, 2, shape);
    }

    static OpCase.Input in(float low, float high, int... shape) {
        return new OpCase.Input(low, high, true, Shape.of(shape));
    }

    static OpCase.Input constant(float low, float high, int... shape) {
        return new OpCase.Input(low, high, false, Shape.of(shape));
    }

    /** The same numbers where a tensor lives. */
    static IntTensor beside(Tensor x, IntTensor numbers) {
        return IntTensor.of(x.allocator(), numbers.toArray(), numbers.shape());
    }

    /** Numbers below {@code limit}, many of them more than once. */
    static IntTensor ids(int limit, int count) {
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> (int) ((long) i * i % limit));
        return IntTensor.of(ids);
    }
}
