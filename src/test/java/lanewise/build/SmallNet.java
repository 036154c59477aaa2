package lanewise.build;

import lanewise.nn.Activation;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.Tensor;

/** A process that asks a small net for one prediction. */
final class SmallNet {

    private SmallNet() {}

    public static void main(String[] args) {
        Parameters parameters = Parameters.init(1);
        Sequential net = Sequential.of(
                Linear.of(parameters.scope("0"), 10, 32),
                Activation.relu(),
                Linear.of(parameters.scope("2"), 32, 2),
                Activation.sigmoid());
        Tensor prediction = net.forward(Tensor.ones(1, 10), Pass.inference());
        System.out.println("prediction " + prediction.get(0, 0));
    }
}
