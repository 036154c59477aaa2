package lanewise.bench;

import java.nio.file.Path;
import java.nio.file.Paths;
import lanewise.io.Safetensors;
import lanewise.io.Weights;
import lanewise.nn.Activation;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.Tensor;

/** The process that {@link ColdStart} times: loads a small net from a file, prints one prediction and ends. */
final class FirstPrediction {

    private FirstPrediction() {}

    /** The net 10-32-2 with these parameters. */
    static Sequential net(Parameters parameters) {
        return Sequential.of(
                Linear.of(parameters.scope("0"), 10, 32), Activation.relu(), Linear.of(parameters.scope("2"), 32, 2));
    }

    /** Takes the model file. */
    public static void main(String[] arguments) {
        Path file = Paths.get(arguments[0]);
        Parameters parameters =
                Parameters.load(Weights.tensors(Safetensors.read(file).tensors()));
        Sequential net = net(parameters);
        parameters.requireAllUsed();
        System.out.println("prediction "
                + net.forward(Tensor.zeros(1, 10), Pass.inference()).get(0, 0));
    }
}
