package lanewise.tabular;

/** What is predicted, and with it the loss and the metrics. */
public enum Task {
    /** A number: mean squared error. */
    REGRESSION,
    /** One of two classes: binary cross-entropy of one logit, that of the second class. */
    BINARY,
    /** One of several classes: cross-entropy. */
    MULTI_CLASS,
    /** Several answers of yes or no, each of its own: binary cross-entropy of as many logits. */
    MULTI_LABEL
}
