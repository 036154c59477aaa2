package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Device;
import lanewise.backend.IntBuffer;

/** The buffers of an operation, made alike on the processor and on a card, all of which are compared afterwards. */
final class BothMemories {

    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        1e-31f,
        -1e-31f,
        0.625f,
        88.8f,
        -87.5f,
        -103.9f
    };

    /** An operation on the memory of one backend. */
    interface Work {
        void run(Backend backend, BothMemories memory);
    }

    private final Backend backend;
    private final List<Buffer> floats = new ArrayList<>();
    private final List<IntBuffer> ints = new ArrayList<>();
    private long seed = 7;

    private BothMemories(Backend backend) {
        this.backend = backend;
    }

    Buffer of(float... values) {
        Buffer buffer = backend.heap().floats(values.length);
        backend.upload(values, 0, buffer);
        floats.add(buffer);
        return buffer;
    }

    IntBuffer ids(int... values) {
        IntBuffer buffer = backend.heap().ints(values.length);
        backend.upload(values, 0, buffer);
        ints.add(buffer);
        return buffer;
    }

    /** Numbers around 0. */
    Buffer some(int n) {
        Random random = new Random(seed++);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (3 * random.nextGaussian());
        }
        return of(values);
    }

    /** Numbers around 0, among them those that are treated in ways of their own. */
    Buffer special(int n) {
        float[] values = down(some(n));
        for (int i = 0; i < n; i += 3) {
            values[i] = SPECIAL[i / 3 % SPECIAL.length];
        }
        return of(values);
    }

    /** Numbers from 0 on, some 0 and some tiny, as squares in optimizers are. */
    Buffer squares(int n) {
        float[] values = down(some(n));
        for (int i = 0; i < n; i++) {
            values[i] = i % 5 == 0 ? 0f : i % 5 == 1 ? 1e-30f : values[i] * values[i];
        }
        return of(values);
    }

    float[] down(Buffer buffer) {
        float[] values = new float[buffer.length()];
        backend.download(buffer, values, 0);
        return values;
    }

    /** Fails if the card leaves other bits in any buffer of an operation than the processor does. */
    static void same(Backend card, String what, Work work) {
        BothMemories expected = new BothMemories(Device.cpu().backend());
        work.run(expected.backend, expected);
        BothMemories actual = new BothMemories(card);
        work.run(card, actual);
        for (int b = 0; b < expected.floats.size(); b++) {
            float[] right = expected.down(expected.floats.get(b));
            float[] values = actual.down(actual.floats.get(b));
            for (int i = 0; i < right.length; i++) {
                String where = what + ", element " + i + " of buffer " + b + ": " + right[i] + " and " + values[i];
                assertEquals(Float.floatToIntBits(right[i]), Float.floatToIntBits(values[i]), where);
            }
        }
        for (int b = 0; b < expected.ints.size(); b++) {
            int[] right = new int[expected.ints.get(b).length()];
            int[] values = new int[right.length];
            expected.backend.download(expected.ints.get(b), right, 0);
            card.download(actual.ints.get(b), values, 0);
            for (int i = 0; i < right.length; i++) {
                assertEquals(right[i], values[i], what + ", element " + i);
            }
        }
    }
}
