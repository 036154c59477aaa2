package lanewise.tabular;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Device;
import lanewise.kernel.UnaryFunction;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Layer;
import lanewise.nn.Linear;
import lanewise.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * A net for one row at a time: the operations of {@link TabularModel#forward} on buffers that stay, so that nothing is
 * allocated and the result has the same bits. Threads may share it; each call borrows a workspace.
 */
final class ServingNet {

    private final Backend backend = Device.cpu().backend();
    private final float[][] tables;
    private final int[] widths;
    private final int embedded;
    private final int continuous;
    private final @Nullable Norm norm;
    private final List<Stage> stages = new ArrayList<>();
    private final int outputs;
    private final float low;
    private final float high;
    private final Deque<Workspace> free = new ArrayDeque<>();

    ServingNet(TabularModel model) {
        int categories = model.embeddings().size();
        tables = new float[categories][];
        widths = new int[categories];
        int sum = 0;
        for (int i = 0; i < categories; i++) {
            Parameter table = model.embeddings().get(i).weight();
            tables[i] = table.value().toArray();
            widths[i] = table.shape().size(1);
            sum += widths[i];
        }
        embedded = sum;
        continuous = model.width();
        norm = model.continuousNorm() == null ? null : new Norm(model.continuousNorm());
        List<Layer> layers = model.hidden().layers();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Linear linear) {
                boolean relu = i + 1 < layers.size() && layers.get(i + 1) instanceof Activation;
                stages.add(new Stage(linear, relu ? UnaryFunction.RELU : UnaryFunction.IDENTITY));
            } else if (layers.get(i) instanceof BatchNorm own) {
                stages.get(stages.size() - 1).norm = new Norm(own);
            }
        }
        stages.add(new Stage(model.output(), UnaryFunction.IDENTITY));
        outputs = stages.get(stages.size() - 1).out;
        low = model.low();
        high = model.high();
    }

    /** A layer and what follows it. */
    private final class Stage {
        private final int in;
        private final int out;
        private final Buffer weight;
        private final @Nullable Buffer bias;
        private final UnaryFunction f;
        private @Nullable Norm norm;

        Stage(Linear linear, UnaryFunction f) {
            this.in = linear.weight().shape().size(1);
            this.out = linear.weight().shape().size(0);
            this.weight = buffer(linear.weight());
            this.bias = linear.bias() == null ? null : buffer(linear.bias());
            this.f = f;
        }

        void run(Buffer x, Buffer y, Buffer normed) {
            backend.gemm(false, true, 1, out, in, 1, x, weight, 0, y);
            if (bias != null) {
                backend.biasActivation(1, out, f, 0, bias, y);
            } else if (f != UnaryFunction.IDENTITY) {
                backend.unary(f, 0, y, y);
            }
            if (norm != null) {
                norm.run(out, y, normed);
            }
        }
    }

    private final class Norm {
        private final Buffer mean;
        private final Buffer variance;
        private final Buffer weight;
        private final Buffer bias;
        private final float eps;

        Norm(BatchNorm layer) {
            mean = buffer(layer.runningMean());
            variance = buffer(layer.runningVariance());
            weight = buffer(layer.weight());
            bias = buffer(layer.bias());
            eps = layer.eps();
        }

        void run(int columns, Buffer x, Buffer y) {
            backend.normalisations().batchNorm(1, columns, eps, x, mean, variance, weight, bias, y);
        }
    }

    private Buffer buffer(Parameter parameter) {
        Buffer buffer = backend.heap().floats(parameter.elements());
        backend.upload(parameter.value().toArray(), 0, buffer);
        return buffer;
    }

    /** What one call needs; used again by later ones. */
    final class Workspace {
        final int[] codes = new int[tables.length];
        final float[] values = new float[continuous];
        private final float[] row = new float[embedded];
        private final Buffer raw;
        private final Buffer input;
        private final Buffer left;
        private final Buffer right;
        private final List<Buffer> outs = new ArrayList<>();
        private final List<Buffer> normed = new ArrayList<>();
        private final float[] result = new float[outputs];

        Workspace() {
            Allocator heap = backend.heap();
            raw = heap.floats(continuous);
            input = heap.floats(embedded + continuous);
            left = input.slice(0, embedded);
            right = input.slice(embedded, continuous);
            for (Stage stage : stages) {
                outs.add(heap.floats(stage.out));
                normed.add(heap.floats(stage.norm == null ? 0 : stage.out));
            }
        }
    }

    Workspace borrow() {
        synchronized (free) {
            Workspace workspace = free.poll();
            if (workspace != null) {
                return workspace;
            }
        }
        return new Workspace();
    }

    void giveBack(Workspace workspace) {
        synchronized (free) {
            free.push(workspace);
        }
    }

    int outputs() {
        return outputs;
    }

    /** The outputs for the codes and values of the workspace, in an array of the workspace. */
    float[] run(Workspace workspace) {
        int at = 0;
        for (int i = 0; i < tables.length; i++) {
            System.arraycopy(tables[i], workspace.codes[i] * widths[i], workspace.row, at, widths[i]);
            at += widths[i];
        }
        backend.upload(workspace.row, 0, workspace.left);
        if (norm == null) {
            backend.upload(workspace.values, 0, workspace.right);
        } else {
            backend.upload(workspace.values, 0, workspace.raw);
            norm.run(continuous, workspace.raw, workspace.right);
        }
        Buffer x = workspace.input;
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            stage.run(x, workspace.outs.get(i), workspace.normed.get(i));
            x = stage.norm == null ? workspace.outs.get(i) : workspace.normed.get(i);
        }
        if (!Float.isNaN(low)) {
            backend.unary(UnaryFunction.SIGMOID, 0, x, x);
            backend.affine(high - low, low, x, x);
        }
        backend.download(x, workspace.result, 0);
        return workspace.result;
    }
}
