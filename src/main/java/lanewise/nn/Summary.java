package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import lanewise.tensor.Parameter;
import lanewise.tensor.Shape;

/**
 * The layers of a model in the order of a forward pass.
 *
 * @param rows one for each layer that ran
 * @param notes lines to print behind the totals, as a learner has them: optimizer, loss, callbacks
 */
public record Summary(List<Row> rows, List<String> notes) {

    public Summary {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * One layer.
     *
     * @param layer its kind, as in {@code Linear}
     * @param outputShape the shape of what it returned
     * @param parameters how many weights it has; those of a layer that ran before are not counted twice
     * @param trainableParameters how many of them an optimizer may change
     */
    public record Row(String layer, Shape outputShape, long parameters, long trainableParameters) {

        /** Whether an optimizer may change any weight of the layer. */
        public boolean trainable() {
            return trainableParameters > 0;
        }
    }

    /** Runs an inference pass on {@code input} and notes what the layers return. */
    public static <X> Summary of(Model<X> model, X input) {
        return ofPass(pass -> model.forward(input, pass));
    }

    /** Lets {@code forward} run on an inference pass, and notes what the layers return. */
    public static Summary ofPass(Consumer<Pass> forward) {
        List<Row> rows = new ArrayList<>();
        Set<Parameter> counted = new HashSet<>();
        forward.accept(Pass.inference().observing((layer, output) -> {
            List<Parameter> own = new ArrayList<>();
            List<Parameter> trainable = new ArrayList<>();
            for (Parameter parameter : layer.parameters()) {
                if (counted.add(parameter)) {
                    own.add(parameter);
                    if (parameter.isTrainable()) {
                        trainable.add(parameter);
                    }
                }
            }
            rows.add(new Row(kind(layer), output.shape(), Parameters.count(own), Parameters.count(trainable)));
        }));
        return new Summary(rows, Collections.emptyList());
    }

    /** What kind of layer it is, as it prints itself: {@code Linear}. */
    public static String kind(Model<?> layer) {
        String text = layer.toString();
        int end = text.indexOf('(');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The number of weights of all layers. */
    public long parameters() {
        return rows.stream().mapToLong(Row::parameters).sum();
    }

    /** The number of weights that an optimizer may change. */
    public long trainableParameters() {
        return rows.stream().mapToLong(Row::trainableParameters).sum();
    }

    /** A table, and the totals. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, "Layer (type)", "Output Shape", "Param #", "Trainable");
        int number = 0;
        for (Row row : rows) {
            number++;
            append(
                    text,
                    row.layer + "-" + number,
                    Arrays.toString(row.outputShape.sizes()),
                    String.format(Locale.ROOT, "%,d", row.parameters),
                    row.parameters == 0 ? "" : row.trainable() ? "True" : "False");
        }
        text.append('\n')
                .append(String.format(Locale.ROOT, "Total params: %,d\n", parameters()))
                .append(String.format(Locale.ROOT, "Trainable params: %,d\n", trainableParameters()))
                .append(String.format(Locale.ROOT, "Non-trainable params: %,d", parameters() - trainableParameters()));
        for (String note : notes) {
            text.append('\n').append(note);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String layer, String shape, String parameters, String trainable) {
        text.append(String.format(Locale.ROOT, "%-20s %-20s %12s  %s", layer, shape, parameters, trainable)
                .replaceAll("\\s+$", ""));
        text.append('\n');
    }
}
