package lanewise.tabular;

/**
 * Serves a net to objects of an application, through the functions that a table was made with. Thread-safe, as the predictor
 * it comes from, if those functions are.
 *
 * @param <T> the objects
 */
public final class RowPredictor<T> {

    private final TabularPredictor predictor;
    private final ObjectReader<T> reader;

    RowPredictor(TabularPredictor predictor, ObjectReader<T> reader) {
        this.predictor = predictor;
        this.reader = reader;
    }

    /** The number predicted for an object: see {@link TabularPredictor#predict(java.util.Map)}. */
    public float predict(T row) {
        return predictor.predict(reader, row);
    }

    /** The classes of an object, or its labels, with their probabilities. */
    public Classification classify(T row) {
        return predictor.classify(reader, row);
    }
}
