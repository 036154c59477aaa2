package lanewise.collab;

import lanewise.io.JsonObject;
import lanewise.nn.Parameters;

/** Which model to train: sizes, initial values and range, before there is any data. A value that prints itself. */
public sealed interface CollabSpec permits DotBias, EmbeddingDot, EmbeddingNet {

    /** How many numbers describe a user or an item. */
    int factors();

    /** This specification with what it leaves open filled in from the lowest and highest rating of the data. */
    CollabSpec fitTo(float lowest, float highest);

    /** The model for so many users and items, with a row more for the unknown one of each. */
    CollabModel model(Parameters parameters, int users, int items);

    /** What a model file keeps of it. */
    JsonObject toJson();

    /**
     * The specification a model file kept.
     *
     * @throws lanewise.io.JsonException if it is none that this version knows
     */
    static CollabSpec fromJson(JsonObject json) {
        String model = json.getString("model");
        return switch (model) {
            case DotBias.NAME ->
                DotBias.factors(json.getInt("factors"))
                        .range(json.getFloat("low"), json.getFloat("high"))
                        .init(json.getFloat("init"));
            case EmbeddingDot.NAME -> EmbeddingDot.factors(json.getInt("factors"));
            case EmbeddingNet.NAME ->
                EmbeddingNet.factors(json.getInt("factors"))
                        .hidden(json.getInt("hidden"))
                        .dropout(json.getFloat("dropout_input"), json.getFloat("dropout_hidden"))
                        .range(json.getFloat("low"), json.getFloat("high"));
            default ->
                throw new IllegalArgumentException("model file: the collaborative model " + model
                        + " is none of DotBias, EmbeddingDot and EmbeddingNet");
        };
    }

    /** Checks what all of them share. */
    static void requirePositive(String model, String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(model + ": " + what + " must be at least 1, got " + value);
        }
    }

    /** A range must go up; NaN at both ends means that it is left open. */
    static void requireRange(String model, float low, float high) {
        boolean open = Float.isNaN(low) && Float.isNaN(high);
        boolean goesUp = low < high && !Float.isInfinite(low) && !Float.isInfinite(high);
        if (!open && !goesUp) {
            throw new IllegalArgumentException(model + ": the range must go from a lower to a higher number, got " + low
                    + " to " + high + "; give one by range(low, high)");
        }
    }
}
