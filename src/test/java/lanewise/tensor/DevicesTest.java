package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import lanewise.backend.Device;
import lanewise.backend.DeviceMismatchException;
import lanewise.backend.Scope;
import lanewise.backend.Stranger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Where tensors live, and what happens where two devices meet. */
class DevicesTest {

    private final Stranger stranger = Stranger.likeCpu();
    private final Stranger card = Stranger.likeCard();
    private final Tensor here = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);

    @Test
    void resultsLiveWhereTheirInputsLive() {
        Tensor there = here.to(stranger.device());
        assertSame(there, there.to(stranger.device()));
        stranger.reset();
        Tensor y = there.times(2).plus(there.mean()).matmul(there, true, false).softmax();
        assertEquals("{}", stranger.counts(), "numbers that were copied on the way");
        assertArrayEquals(
                here.times(2)
                        .plus(here.mean())
                        .matmul(here, true, false)
                        .softmax()
                        .toArray(),
                y.to(Device.cpu()).toArray());
        assertEquals("{download=1}", stranger.counts());
        IntTensor ids = IntTensor.vector(2, 0).to(stranger.device());
        assertSame(ids, ids.to(stranger.device()));
        assertArrayEquals(new float[] {5, 6, 1, 2}, there.gather(ids).toArray());
    }

    @Test
    void aGradientComesBackFromTheOtherDevice() {
        Tensor x = here.tracked();
        Gradients gradients = x.square().to(stranger.device()).times(3).sum().backward();
        assertArrayEquals(new float[] {6, 12, 18, 24, 30, 36}, gradients.of(x).toArray());
        assertSame(here.backend(), gradients.of(x).backend());
    }

    @Test
    void mixedDevicesAreNamed() {
        Tensor there = here.to(stranger.device());
        String message = "all tensors of an operation must live on the same device, but there are two, %s and %s:"
                + " move a tensor by to(device), a model by learner.to(device) or parameters.to(device)";
        for (Executable mixing : List.<Executable>of(
                () -> here.plus(there),
                () -> here.matmul(there, true, false),
                () -> Functional.mseLoss(here, there),
                () -> Tensor.concat(0, here, there),
                () -> here.gather(IntTensor.vector(1, 0).to(stranger.device())))) {
            assertEquals(
                    String.format(message, "cpu", "stranger:0"),
                    assertThrows(DeviceMismatchException.class, mixing).getMessage());
        }
        for (Executable mixing : List.<Executable>of(
                () -> there.plus(here),
                () -> there.gather(IntTensor.vector(1, 0)),
                () -> Functional.crossEntropy(there, IntTensor.vector(1, 0, 1)))) {
            assertEquals(
                    String.format(message, "stranger:0", "cpu"),
                    assertThrows(DeviceMismatchException.class, mixing).getMessage());
        }
        assertEquals(
                String.format(message, "stranger:1", "stranger:0"),
                assertThrows(
                                DeviceMismatchException.class,
                                () -> here.to(card.device()).minus(there))
                        .getMessage());
    }

    /** Processors with any number of threads are one device. */
    @Test
    void threadsMayBeMixed() {
        assertArrayEquals(
                here.times(2).toArray(), here.plus(here.to(Device.cpu(2))).toArray());
        assertEquals("cpu", Device.cpu(2).name());
    }

    @Test
    void aNumberThatIsReadLaterIsTheOneOfNow() {
        Scope step = card.device().backend().scope();
        Tensor x = Tensor.of(step, new float[] {7}, Shape.of(1));
        card.reset();
        Supplier<Float> later = x.itemLater();
        InPlace.fill(x, new float[] {8});
        step.release();
        assertEquals("{startDownload=1, upload=1}", card.counts());
        assertEquals(7f, later.get());
        card.device().synchronize();
        assertThrows(ShapeException.class, here::itemLater);
    }

    @Test
    void gradientsOfTablesAreRowsWhereTheDeviceKeepsThem() {
        Parameter table = Parameter.weight("table", new float[] {1, 2, 3, 4, 5, 6}, Shape.of(3, 2));
        float[] expected = {0, 0, 6, 8, 20, 24};
        for (Stranger other : List.of(stranger, card)) {
            table.to(other.device());
            IntTensor ids = IntTensor.vector(2, 1, 2).to(other.device());
            other.reset();
            Gradients gradients = table.rows(ids).square().sum().backward();
            if (other == stranger) {
                assertEquals("{number=1}", other.counts());
                assertNotNull(gradients.rows(table));
            } else {
                assertEquals("{}", other.counts());
                assertNull(gradients.rows(table));
            }
            assertArrayEquals(expected, gradients.of(table).toArray());
        }
    }

    @Test
    void aParameterTakesValuesFromAnyDevice() {
        Parameter weight = Parameter.weight("weight", new float[6], Shape.of(3, 2));
        weight.to(stranger.device());
        stranger.reset();
        weight.set(here.to(stranger.device()));
        assertEquals("{upload=1}", stranger.counts(), "the one of here.to");
        assertArrayEquals(here.toArray(), weight.value().toArray());
        weight.set(here.times(2).to(card.device()));
        assertArrayEquals(here.times(2).toArray(), weight.rawValues());
        weight.setRow(1, new float[] {-1, -2});
        assertArrayEquals(new float[] {2, 4, -1, -2, 10, 12}, weight.value().toArray());
        assertSame(stranger.device().backend(), weight.newZeros(2).backend());
        assertArrayEquals(new float[] {0, 0}, weight.newZeros(2).toArray());
    }
}
