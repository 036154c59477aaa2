package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lanewise.backend.Device;
import lanewise.backend.Scope;
import org.junit.jupiter.api.Test;

class IntTensorTest {

    @Test
    void isMadeFromNumbers() {
        int[] numbers = {1, 2, 3, 4, 5, 6};
        IntTensor tensor = IntTensor.of(numbers, 2, 3);
        numbers[0] = 9;
        assertEquals(Shape.of(2, 3), tensor.shape());
        assertEquals(6, tensor.elements());
        assertEquals(3, tensor.size(-1));
        assertArrayEquals(new int[] {1, 2, 3, 4, 5, 6}, tensor.toArray());
        assertEquals(Shape.of(3), IntTensor.vector(7, 8, 9).shape());
        assertEquals(Shape.of(0), IntTensor.vector().shape());
        assertEquals(
                "int tensor of shape [2, 2]: it has 4 elements, 3 values were given",
                assertThrows(ShapeException.class, () -> IntTensor.of(new int[3], 2, 2))
                        .getMessage());
    }

    @Test
    void isSeenInOtherShapes() {
        IntTensor tensor = IntTensor.of(new int[] {1, 2, 3, 4, 5, 6}, 3, 2);
        assertArrayEquals(new int[] {3, 4, 5, 6}, tensor.slice(1, 3).toArray());
        assertArrayEquals(new int[] {5, 6}, tensor.slice(1, 3).slice(1, 2).toArray());
        assertEquals(Shape.of(2, 3), tensor.reshape(-1, 3).shape());
        assertEquals(
                "slice 2 to 4 of [3, 2]: the first axis ends at 3",
                assertThrows(ShapeException.class, () -> tensor.slice(2, 4)).getMessage());
    }

    @Test
    void prints() {
        assertEquals(
                "IntTensor[2, 2] [[1, 2], [3, 4]]",
                IntTensor.of(new int[] {1, 2, 3, 4}, 2, 2).toString());
        assertEquals("IntTensor[0] []", IntTensor.vector().toString());
    }

    @Test
    void endsWithItsStep() {
        Scope step = Device.cpu().backend().scope();
        IntTensor tensor = IntTensor.of(step, new int[] {1, 2}, Shape.of(2));
        IntTensor part = tensor.slice(1, 2);
        step.release();
        assertThrows(IllegalStateException.class, tensor::toArray);
        assertThrows(IllegalStateException.class, part::toArray);
    }
}
