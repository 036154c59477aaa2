package lanewise.io;

import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.nn.Parameters;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/** Parameters as the tensors of a file, and back. */
public final class Weights {

    private Weights() {}

    /** The current values of all parameters by name, running statistics too, in the order in which they were made. */
    public static Map<String, StoredTensor> store(Parameters parameters) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : parameters.all()) {
            tensors.put(
                    parameter.name(),
                    StoredTensor.of(parameter.shape().sizes(), parameter.value().toArray()));
        }
        return tensors;
    }

    /** Stored tensors as {@link Parameters#load} takes them; other number formats become float32. */
    public static Map<String, Tensor> tensors(Map<String, StoredTensor> stored) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, StoredTensor> entry : stored.entrySet()) {
            StoredTensor tensor = entry.getValue();
            Tensor values = Tensor.of(tensor.floats(), tensor.size());
            tensors.put(entry.getKey(), values.reshape(tensor.shape()));
        }
        return tensors;
    }
}
