package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.RealData;
import lanewise.io.JsonObject;
import lanewise.io.Safetensors;
import lanewise.io.TensorFlowLstm;
import lanewise.io.Weights;
import lanewise.nn.Parameters;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Weights that TensorFlow trained on Shakespeare. The passage and its loss by NumPy in double precision:
 *
 * <pre>
 * import json, numpy as np
 *
 * def load(path):
 *     raw = open(path, "rb").read()
 *     n = int.from_bytes(raw[:8], "little")
 *     out = {}
 *     for name, t in json.loads(raw[8:8 + n]).items():
 *         if name != "__metadata__":
 *             a, b = t["data_offsets"]
 *             out[name] = np.frombuffer(raw[8 + n + a:8 + n + b], "&lt;f4").reshape(t["shape"]).astype("f8")
 *     return out
 *
 * def sigmoid(x):
 *     return 1 / (1 + np.exp(-x))
 *
 * def loss(w, vocab, text):
 *     h = np.zeros((2, 128))
 *     c = np.zeros((2, 128))
 *     total = 0.0
 *     for now, then in zip(text, text[1:]):
 *         x = w["embedding"][vocab[now]]
 *         for l in range(2):
 *             z = np.concatenate([x, h[l]]) @ w[f"lstm{l}.kernel"] + w[f"lstm{l}.bias"]
 *             i, j, f, o = np.split(z, 4)
 *             c[l] = c[l] * sigmoid(f + 1.0) + sigmoid(i) * np.tanh(j)
 *             h[l] = np.tanh(c[l]) * sigmoid(o)
 *             x = h[l]
 *         y = x @ w["softmax.w"] + w["softmax.b"]
 *         total += np.log(np.exp(y).sum()) - y[vocab[then]]
 *     return total / (len(text) - 1)
 *
 * print(loss(load("shakespeare.safetensors"), json.load(open("vocab.json")), PASSAGE))
 * </pre>
 */
class ShakespeareTest {

    private static final String PASSAGE = """
            First Citizen:
            Before we proceed any further, hear me speak.

            All:
            Speak, speak.

            First Citizen:
            You are all resolved rather to die than to famish?

            All:
            Resolved. resolved.

            First Citizen:
            First, you know Caius Marcius is chief enemy to the people.

            All:
            We know't, we know't.

            First Citizen:
            Let us kill him, and we'll have corn at our own price.
            Is't a verdict?
            """;

    private static final double REFERENCE = 1.173080954882843;

    private static TextPredictor predictor() throws IOException {
        Path folder = RealData.folder("charrnn-weights");
        Map<String, Tensor> stored = Weights.tensors(
                Safetensors.read(folder.resolve("shakespeare.safetensors")).tensors());
        Map<String, Tensor> weights = new LinkedHashMap<>();
        weights.put("embedding.weight", stored.get("embedding"));
        for (int layer = 0; layer < 2; layer++) {
            TensorFlowLstm.weights(
                            stored.get("lstm" + layer + ".kernel"), stored.get("lstm" + layer + ".bias"), 1, layer)
                    .forEach((name, value) -> weights.put("rnn." + name, value));
        }
        weights.put("head.weight", stored.get("softmax.w").transpose());
        weights.put("head.bias", stored.get("softmax.b"));
        Parameters parameters = Parameters.load(weights);
        TextNet net = TextNet.lstm(128).embedding(128).layers(2);
        TextPredictor predictor = TextPredictor.of(net, parameters, vocab(folder), Unit.CHAR);
        parameters.requireAllUsed();
        return predictor;
    }

    private static Vocab vocab(Path folder) throws IOException {
        String text = new String(Files.readAllBytes(folder.resolve("vocab.json")), StandardCharsets.UTF_8);
        JsonObject json = JsonObject.parse("vocab.json", text);
        String[] tokens = new String[json.names().size()];
        for (String token : json.names()) {
            tokens[json.getInt(token)] = token;
        }
        return Vocab.of(Arrays.asList(tokens));
    }

    @Test
    void thePassageHasTheLossOfNumPy() throws IOException {
        assertEquals(REFERENCE, predictor().loss(PASSAGE), 1e-5);
    }

    @Test
    void itWritesLikeShakespeare() throws IOException {
        TextPredictor predictor = predictor();
        String text = predictor.generate("ROMEO:\n", 400, Sampler.temperature(0.5f), 3);
        assertEquals(400, text.length());
        List<String> words = Unit.WORD.tokens(text);
        assertTrue(words.contains("the") || words.contains("to"), text);
        // It thinks its own writing likely.
        assertTrue(predictor.loss("ROMEO:\n" + text) < 1.2, text);
        assertEquals(text, predictor.generate("ROMEO:\n", 400, Sampler.temperature(0.5f), 3));
    }
}
