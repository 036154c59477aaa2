package lanewise.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints figures as {@code lanewise,workload,config,threads,metric,value}; everything else begins with {@code #}. */
final class Report {

    private final PrintStream out;
    private final int threads;
    private final String precision;
    private final boolean losses;

    /**
     * @param threads of the processor; 0 for a card
     * @param precision what configurations end in if it is not plain float32, such as {@code -tf32}
     * @param losses whether training losses are printed, which costs time: such a run is not for its figures
     */
    Report(PrintStream out, int threads, String precision, boolean losses) {
        this.out = out;
        this.threads = threads;
        this.precision = precision;
        this.losses = losses;
    }

    int threads() {
        return threads;
    }

    void figure(String workload, String config, String metric, double value) {
        out.println(String.format(
                Locale.ROOT, "lanewise,%s,%s%s,%d,%s,%.6g", workload, config, precision, threads, metric, value));
        out.flush();
    }

    /** The median and the fastest of single steps in milliseconds, and the items per second that the median makes. */
    void steps(String workload, String config, Timing timing, int items, String unit) {
        figure(workload, config, "ms_per_step", timing.median() * 1e3);
        figure(workload, config, "ms_per_step_min", timing.fastest() * 1e3);
        figure(workload, config, unit + "_per_s", items / timing.median());
    }

    /** The median and the fastest of whole epochs in seconds, and the items per second that the median makes. */
    void epochs(String workload, String config, Timing timing, int items, String unit) {
        figure(workload, config, "s_per_epoch", timing.median());
        figure(workload, config, "s_per_epoch_min", timing.fastest());
        figure(workload, config, unit + "_per_s", items / timing.median());
    }

    void note(String text) {
        out.println("# " + text);
        out.flush();
    }

    /** Prints the loss at steps 1, 16 and 1000 of a model whose steps are counted from 1, if losses are wanted. */
    Losses losses(String model) {
        return (step, loss) -> {
            if (losses && (step == 1 || step == 16 || step == 1000)) {
                note("lanewise " + model + " loss at step " + step + " = " + loss.item());
            }
        };
    }
}
