package lanewise.tabular;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.io.ModelFile;
import lanewise.io.ModelFormatException;
import lanewise.io.Weights;
import lanewise.nn.Parameters;

/**
 * A tabular model as a file: the weights under their names; the specification, the fitted steps and the target as JSON in
 * the metadata.
 */
final class TabularFile {

    static final String KIND = "tabular";

    private TabularFile() {}

    static void write(Path path, TabularSpec spec, Parameters parameters, FittedFeatures features, Targets targets) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("model", spec.toJson().toString());
        entries.put("features", features.toJson().toString());
        entries.put("target", targets.toJson().toString());
        ModelFile.of(KIND, entries, Weights.store(parameters)).write(path);
    }

    static TabularPredictor read(Path path) {
        return build(ModelFile.read(path), path.toString());
    }

    static TabularPredictor read(InputStream in, String name) {
        return build(ModelFile.read(in, name), name);
    }

    private static TabularPredictor build(ModelFile file, String name) {
        file.requireKind(KIND);
        try {
            TabularSpec spec = TabularSpec.fromJson(file.json("model"));
            FittedFeatures features = FittedFeatures.fromJson(file.json("features"));
            Targets targets = Targets.fromJson(file.json("target"));
            Parameters parameters =
                    Parameters.load(Weights.tensors(file.content().tensors()));
            TabularPredictor predictor = TabularPredictor.of(spec, parameters, features, targets);
            parameters.requireAllUsed();
            return predictor;
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(name + ": " + e.getMessage(), e);
        }
    }
}
