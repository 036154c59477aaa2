package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/** Layers one after the other. A {@link Linear} and the {@link Activation} behind it are computed as one operation. */
public record Sequential(List<Layer> layers) implements Layer {

    public Sequential {
        layers = List.copyOf(layers);
    }

    public static Sequential of(Layer... layers) {
        return new Sequential(Arrays.asList(layers));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor y = x;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            Layer next = i + 1 < layers.size() ? layers.get(i + 1) : layer;
            if (layer instanceof Linear linear && next instanceof Activation activation && !pass.isObserved()) {
                y = linear.forward(y, activation, pass);
                i++;
            } else {
                y = layer.forward(y, pass);
            }
        }
        return y;
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (Layer layer : layers) {
            parameters.addAll(layer.parameters());
        }
        return parameters;
    }

    /** What each layer makes of an input of this shape, and its parameters. */
    public Summary summary(int... inputShape) {
        List<Parameter> parameters = parameters();
        Tensor input = parameters.isEmpty()
                ? Tensor.zeros(inputShape)
                : parameters.get(0).newZeros(inputShape);
        return Summary.of(this, input);
    }

    /** The layers line by line, numbered, as PyTorch prints them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Sequential(\n");
        for (int i = 0; i < layers.size(); i++) {
            String layer = layers.get(i).toString().replace("\n", "\n  ");
            text.append("  (").append(i).append("): ").append(layer).append('\n');
        }
        return text.append(')').toString();
    }
}
