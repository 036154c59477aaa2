package lanewise.tensor;

import java.util.Collections;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.backend.Device;

/** The same numbers on another device; the gradient goes the way back. */
record ToDevice(Tensor x) implements Op {

    static Tensor of(Tensor x, Device device) {
        return x.backend().equals(device.backend())
                ? x
                : moved(x, device.backend().heap()).recorded(new ToDevice(x));
    }

    private static Tensor moved(Tensor x, Allocator there) {
        return Tensor.of(there, x.toArray(), x.shape());
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, moved(dy, x.allocator()));
    }
}
