package lanewise.tensor;

import java.util.ArrayList;
import java.util.List;

/** A call of a {@link CustomOp}. */
record CustomCall(CustomOp operation, List<Tensor> inputs) implements Op {

    static Tensor of(CustomOp operation, List<Tensor> inputs) {
        Tensor y = operation.forward(detached(inputs)).detach();
        return y.recorded(new CustomCall(operation, List.copyOf(inputs)));
    }

    private static List<Tensor> detached(List<Tensor> tensors) {
        List<Tensor> detached = new ArrayList<>(tensors.size());
        for (Tensor tensor : tensors) {
            detached.add(tensor.detach());
        }
        return detached;
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        List<Tensor> gradients = operation.backward(detached(inputs), y.detach(), dy);
        if (gradients.size() != inputs.size()) {
            throw new IllegalStateException("custom operation " + operation + ": its backward returned "
                    + gradients.size() + " gradients for " + inputs.size() + " inputs");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = gradients.get(i);
            if (!gradient.shape().equals(inputs.get(i).shape())) {
                throw new ShapeException("custom operation " + operation + ": gradient " + i + " has shape "
                        + gradient.shape() + ", its input " + inputs.get(i).shape());
            }
            flow.addShared(inputs.get(i), gradient.detach());
        }
    }
}
