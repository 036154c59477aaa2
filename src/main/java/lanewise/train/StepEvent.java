package lanewise.train;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A training step in a flight recording. */
@Name("lanewise.Step")
@Label("Training Step")
@Category("Lanewise")
@Description("A batch: forward pass, gradients and the optimizer's step")
@StackTrace(false)
final class StepEvent extends Event {

    @Label("Epoch")
    int epoch;

    @Label("Batch")
    int batch;

    @Label("Rows")
    int rows;

    @Label("Loss")
    float loss;

    @Label("Learning Rate")
    float rate;
}
