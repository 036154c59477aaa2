package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShapeTest {

    @Test
    void countsElements() {
        assertEquals(24, Shape.of(2, 3, 4).elements());
        assertEquals(1, Shape.of().elements());
        assertEquals(0, Shape.of(3, 0, 5).elements());
        assertEquals(0, Shape.of(0, Integer.MAX_VALUE, Integer.MAX_VALUE).elements());
    }

    @Test
    void readsAxesFromBothEnds() {
        Shape shape = Shape.of(2, 3, 4);
        assertEquals(3, shape.rank());
        assertEquals(2, shape.size(0));
        assertEquals(4, shape.size(-1));
        assertEquals(2, shape.size(-3));
        assertMessage("size: [2, 3, 4] has no axis 3, it has 3 axes", () -> shape.size(3));
        assertMessage("size: [2, 3, 4] has no axis -4, it has 3 axes", () -> shape.size(-4));
        assertMessage("size: [] has no axis 0, it has 0 axes", () -> Shape.of().size(0));
    }

    @Test
    void refusesWhatNoArrayHolds() {
        assertMessage("shape [2, -1]: sizes may not be negative", () -> Shape.of(2, -1));
        assertMessage("shape [65536, 65536]: more than 2147483639 elements", () -> Shape.of(65536, 65536));
        int large = Integer.MAX_VALUE;
        assertMessage(
                "shape [2147483647, 2147483647, 2147483647]: more than 2147483639 elements",
                () -> Shape.of(large, large, large));
        // The product is 2^64, which is 0 in 64 bits.
        assertThrows(ShapeException.class, () -> Shape.of(65536, 65536, 65536, 65536));
    }

    @Test
    void isAValue() {
        int[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 7;
        shape.sizes()[1] = 7;
        assertEquals(Shape.of(2, 3), shape);
        assertEquals(Shape.of(2, 3).hashCode(), shape.hashCode());
        assertNotEquals(Shape.of(3, 2), shape);
        assertNotEquals(Shape.of(2, 3, 1), shape);
        assertEquals("[2, 3]", shape.toString());
        assertEquals("[]", Shape.of().toString());
    }

    @Test
    void changesAxes() {
        assertEquals(Shape.of(2, 4), Shape.of(2, 3, 4).without(1));
        assertEquals(Shape.of(), Shape.of(5).without(0));
        assertEquals(Shape.of(2, 9, 4), Shape.of(2, 3, 4).with(1, 9));
        assertEquals(12, Shape.of(2, 3, 4).product(1, 3));
        assertEquals(1, Shape.of(2, 3, 4).product(1, 1));
    }

    @Test
    void fitsSizesToReshapeTo() {
        assertArrayEquals(
                new int[] {4, 6}, Reshape.fit(Shape.of(2, 3, 4), 4, -1).sizes());
        assertArrayEquals(new int[] {24}, Reshape.fit(Shape.of(2, 3, 4), -1).sizes());
        assertArrayEquals(new int[] {}, Reshape.fit(Shape.of(1, 1)).sizes());
        assertArrayEquals(new int[] {0, 7}, Reshape.fit(Shape.of(3, 0), 0, 7).sizes());
        assertArrayEquals(new int[] {0, 7}, Reshape.fit(Shape.of(3, 0), -1, 7).sizes());
        assertMessage(
                "reshape [2, 3] to [4, -1]: the sizes must multiply to 6", () -> Reshape.fit(Shape.of(2, 3), 4, -1));
        assertMessage(
                "reshape [2, 3] to [-1, -1]: the sizes must multiply to 6", () -> Reshape.fit(Shape.of(2, 3), -1, -1));
        assertMessage(
                "reshape [2, 3] to [-2, -3]: the sizes must multiply to 6", () -> Reshape.fit(Shape.of(2, 3), -2, -3));
        assertMessage("reshape [2, 3] to [5]: the sizes must multiply to 6", () -> Reshape.fit(Shape.of(2, 3), 5));
        assertMessage(
                "reshape [3, 0] to [0, -1]: the sizes must multiply to 0", () -> Reshape.fit(Shape.of(3, 0), 0, -1));
    }

    private static void assertMessage(String message, Executable call) {
        assertEquals(message, assertThrows(ShapeException.class, call).getMessage());
    }
}
