package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.backend.TestDevice;
import lanewise.nn.BatchNorm;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Lstm;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What the driver is asked for in a step of a training that goes on and on: the batch up, and nothing behind one's back. */
class StepCountTest {

    private static final int BATCH = 48;
    private static final int TIME = 5;
    private static final int CLASSES = 11;

    /** Of these none may be called once a training is under way. */
    private static final List<String> NEVER = List.of(
            "cuMemAlloc_v2",
            "cuMemFree_v2",
            "cuMemAllocHost_v2",
            "cuStreamSynchronize",
            "cuEventSynchronize",
            "cuEventCreate",
            "cuStreamCreate",
            "cuMemcpyDtoHAsync_v2",
            "bytes:down",
            "cublasSetMathMode");

    /** A net of everything that a step of an application may hold. */
    private static final class Net {

        private final Parameters parameters = Parameters.init(3);
        private final Embedding embed = Embedding.of(parameters.scope("embed"), CLASSES, 8);
        private final Lstm lstm = Lstm.of(parameters.scope("lstm"), 8, 16);
        private final BatchNorm norm = BatchNorm.of(parameters.scope("norm"), 16);
        private final Linear head = Linear.of(parameters.scope("head"), 16, CLASSES);
        private final Optimizer optimizer;
        private final Rng rng = Rng.of(9);

        /** With the limit of the gradients' norm. */
        Net(Device device, float clipNorm) {
            parameters.to(device);
            optimizer = Adam.lr(1e-2f).on(parameters);
            optimizer.clipNorm(clipNorm);
        }

        /** Gives back its loss. */
        Tensor step(int number, Scope scope) {
            int[] ids = new int[TIME * BATCH];
            Arrays.setAll(ids, i -> (i * 7 + number * 3) % CLASSES);
            int[] next = new int[TIME * BATCH];
            Arrays.setAll(next, i -> (ids[i] + 1) % CLASSES);
            Pass pass = Pass.training(rng.split());
            Tensor x = embed.forward(IntTensor.of(scope, ids, Shape.of(TIME, BATCH)), pass);
            Tensor outputs = lstm.forward(x, pass).reshape(TIME * BATCH, 16);
            Tensor kept = Functional.dropout(norm.forward(outputs, pass), 0.1f, pass.rng());
            Tensor loss = Functional.crossEntropy(
                    head.forward(kept, pass), IntTensor.of(scope, next, Shape.of(TIME * BATCH)));
            optimizer.step(loss.backward());
            return loss;
        }
    }

    @Test
    void aStepSendsItsBatchUpAndNothingElse() {
        Stub stub = Stub.with("");
        CudaBackend backend = Stub.open();
        Net net = new Net(TestDevice.of(backend), 0.1f);
        Scope scope = backend.scope();
        int warm = 3;
        for (int i = 0; i < warm; i++) {
            net.step(i, scope).item();
            scope.release();
        }
        Map<String, Long> first = counts(stub, net, scope, warm);
        Map<String, Long> second = counts(stub, net, scope, warm + 1);
        assertEquals(first, second, "every step asks for the same");
        assertEquals(2L * TIME * BATCH * Integer.BYTES, first.get("bytes:up"), first::toString);
        assertEquals(2L, first.get("cuMemcpyHtoDAsync_v2"), "the ids and what comes next, and no other copy");
        assertTrue(first.get("cuLaunchKernel") > 20, first::toString);
        for (String function : NEVER) {
            assertEquals(0L, first.get(function), function);
        }
        backend.card().close();
        stub.nothingIsLeft();
    }

    /** Of one step, whose loss nobody reads. */
    private static Map<String, Long> counts(Stub stub, Net net, Scope scope, int number) {
        stub.configure("");
        net.step(number, scope);
        scope.release();
        Map<String, Long> counts = new TreeMap<>();
        for (String name : List.of(
                "bytes:up", "cuMemcpyHtoDAsync_v2", "cuMemcpyDtoDAsync_v2", "cuLaunchKernel", "cublasSgemm_v2")) {
            counts.put(name, stub.count(name));
        }
        for (String name : NEVER) {
            counts.put(name, stub.count(name));
        }
        return counts;
    }

    @Test
    void theSameSeedGivesTheSameBitsAndWhatTheProcessorGets() {
        Stub stub = Stub.with("");
        CudaBackend backend = Stub.open();
        Device card = TestDevice.of(backend);
        float[] once = losses(card);
        assertArrayEquals(once, losses(card), "the same bits");
        float[] processor = losses(Device.cpu());
        assertTrue(once[once.length - 1] < once[0] / 2, () -> "it learns: " + Arrays.toString(once));
        for (int i = 0; i < once.length; i++) {
            assertEquals(processor[i], once[i], 1e-3f * processor[0], "step " + i);
        }
        backend.card().close();
        stub.nothingIsLeft();
    }

    private static float[] losses(Device device) {
        Net net = new Net(device, 0.1f);
        Scope scope = device.backend().scope();
        List<Supplier<Float>> begun = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            begun.add(net.step(i, scope).itemLater());
            scope.release();
        }
        float[] losses = new float[begun.size()];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = begun.get(i).get();
        }
        return losses;
    }
}
