package lanewise.collab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32;
import lanewise.backend.Device;
import lanewise.tensor.Parameter;

/** What a second process prints: the weights it trained, or what a saved model predicts, as one number of all bits. */
final class WeightsPrinter {

    private WeightsPrinter() {}

    /** With no argument trains; with the path of a model file loads it and predicts. */
    public static void main(String[] arguments) {
        System.out.println(arguments.length == 0 ? trained(2) : predicted(CollabPredictor.load(Path.of(arguments[0]))));
    }

    /** All weights after two epochs on so many threads. */
    static long trained(int threads) {
        CollabLearner learner = CollabLearner.of(Small.data().batchSize(512), EmbeddingNet.factors(40), 7);
        learner.to(Device.cpu(threads));
        learner.fitOneCycle(2, 1e-2f);
        StringBuilder bits = new StringBuilder();
        for (Parameter parameter : learner.parameters().all()) {
            append(bits, parameter.value().toArray());
        }
        return crc(bits);
    }

    /** The predictions of every user for some films. */
    static long predicted(CollabPredictor predictor) {
        StringBuilder bits = new StringBuilder();
        for (int user = 1; user <= 120; user++) {
            for (ItemFactors.Item item : predictor.itemFactors().mostRated(10).items()) {
                append(bits, predictor.predict("u" + user, item.item()));
            }
        }
        return crc(bits);
    }

    private static void append(StringBuilder bits, float... values) {
        for (float value : values) {
            bits.append(Float.floatToRawIntBits(value)).append(' ');
        }
    }

    private static long crc(StringBuilder bits) {
        CRC32 crc = new CRC32();
        crc.update(bits.toString().getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }
}
