package lanewise.train;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An epoch in a flight recording. */
@Name("lanewise.Epoch")
@Label("Training Epoch")
@Category("Lanewise")
@Description("All batches of the training rows, and validation")
@StackTrace(false)
final class EpochEvent extends Event {

    @Label("Epoch")
    int epoch;

    @Label("Training Loss")
    double trainLoss;

    @Label("Validation Loss")
    double validLoss;
}
