package lanewise.text;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lanewise.io.JsonObject;
import lanewise.io.ModelFile;
import lanewise.io.ModelFormatException;
import lanewise.io.Weights;
import lanewise.nn.Parameters;

/** A language model as a model file: the weights under their names; net, vocabulary and tokens as JSON in the metadata. */
final class TextFile {

    static final String KIND = "text";

    private TextFile() {}

    static void write(Path path, TextNet net, Parameters parameters, Vocab vocab, TextPredictor.Writing writing) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("model", net.toJson().toString());
        entries.put("vocab", JsonObject.of().with("tokens", vocab.tokens()).toString());
        entries.put(
                "tokens",
                JsonObject.of()
                        .with("unit", writing.unit().name().toLowerCase(Locale.ROOT))
                        .with("lower_case", writing.lowerCase())
                        .with("lines", writing.lines())
                        .toString());
        ModelFile.of(KIND, entries, Weights.store(parameters)).write(path);
    }

    static TextPredictor read(Path path) {
        return build(ModelFile.read(path), path.toString());
    }

    static TextPredictor read(InputStream in, String name) {
        return build(ModelFile.read(in, name), name);
    }

    private static TextPredictor build(ModelFile file, String name) {
        file.requireKind(KIND);
        try {
            Vocab vocab = Vocab.of(file.json("vocab").getStrings("tokens"));
            TextNet net = TextNet.fromJson(file.json("model"));
            JsonObject tokens = file.json("tokens");
            TextPredictor.Writing writing = new TextPredictor.Writing(
                    unit(tokens.getString("unit")), tokens.getBoolean("lower_case"), tokens.getBoolean("lines"));
            Parameters parameters =
                    Parameters.load(Weights.tensors(file.content().tensors()));
            LanguageModel model = net.model(parameters, vocab.size());
            parameters.requireAllUsed();
            return new TextPredictor(net, parameters, model, vocab, writing);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(name + ": " + e.getMessage(), e);
        }
    }

    private static Unit unit(String name) {
        return switch (name) {
            case "char" -> Unit.CHAR;
            case "word" -> Unit.WORD;
            default -> throw new IllegalArgumentException("the unit " + name + " is neither char nor word");
        };
    }
}
