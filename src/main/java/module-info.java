/**
 * Deep learning inside a JVM application: train and serve on the processor through the Vector API, from one jar.
 *
 * <p>Start at {@code lanewise.data} for the table, at an application such as {@code lanewise.collab} for a learner, or at
 * {@code lanewise.tensor} and {@code lanewise.nn} to write a model by hand.
 */
module lanewise {
    // Static: without --add-modules jdk.incubator.vector the scalar kernels run.
    requires static jdk.incubator.vector;
    // Static: without it, training writes no events into a flight recording.
    requires static jdk.jfr;
    // Static: only lanewise.data.Jdbc needs it.
    requires static java.sql;
    requires static org.jspecify;
    requires org.apache.commons.csv;

    exports lanewise.backend;
    exports lanewise.collab;
    exports lanewise.data;
    exports lanewise.io;
    exports lanewise.nn;
    exports lanewise.optim;
    exports lanewise.plot;
    exports lanewise.tabular;
    exports lanewise.tensor;
    exports lanewise.text;
    exports lanewise.train;
}
