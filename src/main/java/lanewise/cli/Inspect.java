package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lanewise.collab.CollabPredictor;
import lanewise.io.ModelFile;
import lanewise.io.Safetensors;
import lanewise.io.StoredTensor;
import lanewise.tabular.FittedInput;
import lanewise.tabular.Role;
import lanewise.tabular.TabularPredictor;
import lanewise.tabular.Task;
import lanewise.text.TextPredictor;
import lanewise.text.Unit;

/** {@code inspect}: what a model file holds. */
final class Inspect implements Command {

    private static final String FILE = "FILE";
    private static final String KIND_KEY = "lanewise.kind";
    private static final String TABULAR = "tabular";
    private static final int SHOWN = 72;

    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String summary() {
        return "checks a safetensors file and shows what it holds, of Lanewise or of PyTorch";
    }

    @Override
    public Options options() {
        return Options.of().operand(FILE);
    }

    @Override
    public String example() {
        return "inspect model.safetensors";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        Path path = arguments.path(FILE);
        Safetensors content = Safetensors.read(path);
        PrintStream out = output.out();
        TextTable facts = new TextTable("file", path.toString());
        facts.add("size", Amount.bytes(path.toFile().length()));
        facts.add("checksums", content.checked() ? "present and right" : "none");
        if (content.metadata().containsKey(KIND_KEY)) {
            addModel(facts, path);
        } else {
            facts.add("kind", "weights only, no Lanewise model");
        }
        addSizes(facts, content);
        out.print(facts);
        if (TABULAR.equals(content.metadata().get(KIND_KEY))) {
            printInputs(TabularPredictor.load(path), out);
        }
        printTensors(content, out);
        printMetadata(content, out);
        return OK;
    }

    private static void addModel(TextTable facts, Path path) {
        ModelFile model = ModelFile.read(path);
        facts.add("kind", model.kind() + ", written by Lanewise " + model.version());
        if (model.kind().equals(TABULAR)) {
            TabularPredictor predictor = TabularPredictor.load(path);
            facts.add("model", predictor.spec().toString());
            facts.add("predicts", target(predictor));
            facts.add("reads", String.join(", ", predictor.columns()));
        }
        if (model.kind().equals("text")) {
            addText(facts, TextPredictor.load(path));
        }
        if (model.kind().equals("collab")) {
            // Loading it is the proof that it can be served.
            CollabPredictor predictor = CollabPredictor.load(path);
            facts.add("model", predictor.spec().toString());
            facts.add(
                    "users",
                    Amount.grouped(model.json("users").getStrings("ids").size()));
            facts.add(
                    "items",
                    Amount.grouped(model.json("items").getStrings("ids").size()));
        }
    }

    private static void addText(TextTable facts, TextPredictor predictor) {
        String noun = TextReport.noun(predictor.unit());
        facts.add("model", predictor.net().toString());
        facts.add("writes", noun + "s" + (predictor.writesLines() ? ", a line at a time" : ""));
        List<String> known = new ArrayList<>();
        for (int id = 0; id < predictor.vocab().size(); id++) {
            if (predictor.vocab().isWritten(id)) {
                known.add(predictor.vocab().token(id));
            }
        }
        String gap = predictor.unit() == Unit.CHAR ? "" : " ";
        facts.add("knows", Amount.of(known.size(), noun) + ": " + shortened(String.join(gap, known)));
    }

    private static String target(TabularPredictor predictor) {
        String targets = String.join(", ", predictor.targets());
        Task task = predictor.task();
        if (task == Task.REGRESSION || task == Task.MULTI_LABEL) {
            return targets + ", " + task.answer();
        }
        List<String> classes = predictor.classes();
        return targets + ", one of " + Amount.grouped(classes.size()) + " classes: "
                + shortened(String.join(", ", classes));
    }

    /** What the steps learnt of each input. */
    private static void printInputs(TabularPredictor predictor, PrintStream out) {
        TextTable table =
                new TextTable("input", "of column", "role", ">categories", ">width", ">fill", ">mean", ">deviation");
        for (FittedInput input : predictor.inputs()) {
            boolean category = input.role() == Role.CATEGORY;
            table.add(
                    input.name(),
                    input.column(),
                    input.role().name().toLowerCase(Locale.ROOT),
                    category ? Amount.grouped(input.categories()) : "",
                    category ? Integer.toString(input.width()) : "",
                    category ? "" : number(input.fill()),
                    category ? "" : number(input.mean()),
                    category ? "" : number(input.deviation()));
        }
        out.println();
        out.print(table);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static void addSizes(TextTable facts, Safetensors content) {
        long parameters = 0;
        for (StoredTensor tensor : content.tensors().values()) {
            parameters += tensor.dtype().isFloatingPoint() ? tensor.size() : 0;
        }
        facts.add("tensors", Amount.grouped(content.tensors().size()));
        facts.add("parameters", Amount.grouped(parameters) + " (floating-point elements)");
    }

    private static void printTensors(Safetensors content, PrintStream out) {
        TextTable table = new TextTable("tensor", "dtype", "shape", ">elements");
        for (Map.Entry<String, StoredTensor> entry : content.tensors().entrySet()) {
            StoredTensor tensor = entry.getValue();
            table.add(
                    entry.getKey(),
                    tensor.dtype().name(),
                    Arrays.toString(tensor.shape()),
                    Amount.grouped(tensor.size()));
        }
        out.println();
        out.print(table);
    }

    private static void printMetadata(Safetensors content, PrintStream out) {
        if (content.metadata().isEmpty()) {
            return;
        }
        TextTable table = new TextTable("metadata", "value");
        for (Map.Entry<String, String> entry : new TreeMap<>(content.metadata()).entrySet()) {
            table.add(entry.getKey(), shortened(entry.getValue()));
        }
        out.println();
        out.print(table);
    }

    private static String shortened(String value) {
        int length = value.codePointCount(0, value.length());
        if (length <= SHOWN) {
            return value;
        }
        return value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "... (" + Amount.of(length, "character") + ")";
    }
}
