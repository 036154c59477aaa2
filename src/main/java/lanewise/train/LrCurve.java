package lanewise.train;

import java.util.Arrays;
import java.util.Locale;
import lanewise.plot.LinePlot;
import lanewise.plot.Plot;

/**
 * What {@link Learner#findLr()} found: the smoothed loss at each learning rate, and fastai's four suggestions. They leave out
 * the first tenth of the steps asked for and the last five taken, where the smoothed loss says little. A value that prints,
 * as a plot in text, and plots.
 */
public final class LrCurve {

    private static final int LAST_LEFT_OUT = 5;
    private static final int SLIDE_WIDTH = 15;
    private static final double SLIDE_THRESHOLD = 0.005;

    private final double[] rates;
    private final double[] losses;

    /** The part that suggestions look at. */
    private final double[] lrs;

    private final double[] curve;

    /**
     * @param rates the learning rates, growing
     * @param losses the smoothed loss at each
     * @param steps how many steps had been asked for, of which fewer may have been taken
     */
    public LrCurve(double[] rates, double[] losses, int steps) {
        if (rates.length != losses.length) {
            throw new IllegalArgumentException("learning-rate curve: there are " + rates.length + " rates and "
                    + losses.length + " losses; there must be as many");
        }
        if (rates.length < 2) {
            throw new IllegalArgumentException(
                    "learning-rate curve: it takes at least 2 steps, the loss was finite for " + rates.length
                            + "; begin at a lower rate, or look for NaN in the rows");
        }
        this.rates = rates.clone();
        this.losses = losses.clone();
        int from = steps / 10;
        int to = rates.length - LAST_LEFT_OUT;
        boolean enough = to - from >= 2;
        this.lrs = enough ? Arrays.copyOfRange(rates, from, to) : this.rates;
        this.curve = enough ? Arrays.copyOfRange(losses, from, to) : this.losses;
    }

    /** The learning rates of all steps. */
    public double[] rates() {
        return rates.clone();
    }

    /** The smoothed loss of each step. */
    public double[] losses() {
        return losses.clone();
    }

    /**
     * A little before the middle of the longest valley, the longest subsequence of falling losses: fastai's default. As there,
     * the valley's start is what was known when its end first counted as the lowest.
     */
    public float valley() {
        int n = curve.length;
        int[] lengths = new int[n];
        Arrays.fill(lengths, 1);
        int start = 0;
        int end = 0;
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                if (curve[i] < curve[j] && lengths[i] < lengths[j] + 1) {
                    lengths[i] = lengths[j] + 1;
                }
                if (lengths[i] > lengths[end]) {
                    end = i;
                    start = end - lengths[end];
                }
            }
        }
        double section = (end - start) / 3.0;
        return (float) lrs[Math.max(0, start + (int) section + (int) (section / 2))];
    }

    /** The rate left of the divergence: an interval slides from the right until the slopes at its ends hardly differ. */
    public float slide() {
        double[] slopes = slopes();
        int right = slopes.length - 1;
        int left = Math.max(0, right - SLIDE_WIDTH);
        double suggestion = lrs[left];
        while (left >= 0 && Math.abs(slopes[right] - slopes[left]) > SLIDE_THRESHOLD) {
            suggestion = lrs[left];
            right--;
            left--;
        }
        return (float) suggestion;
    }

    /** Differences to both neighbours, halved; at the ends to the one there is. */
    private double[] slopes() {
        int last = curve.length - 1;
        double[] slopes = new double[last + 1];
        for (int i = 0; i <= last; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(last, i + 1);
            slopes[i] = (curve[after] - curve[before]) / (after - before);
        }
        return slopes;
    }

    /** The rate from which the loss falls most steeply, by the logarithm of the rate. */
    public float steep() {
        int best = 0;
        double steepest = Double.POSITIVE_INFINITY;
        for (int i = 0; i + 1 < curve.length; i++) {
            double slope = (curve[i + 1] - curve[i]) / Math.log(lrs[i + 1] / lrs[i]);
            if (slope < steepest) {
                steepest = slope;
                best = i;
            }
        }
        return (float) lrs[best];
    }

    /** A tenth of the rate with the lowest loss. */
    public float minimum() {
        int best = 0;
        for (int i = 1; i < curve.length; i++) {
            best = curve[i] < curve[best] ? i : best;
        }
        return (float) (lrs[best] / 10);
    }

    /** The smoothed loss over the rate, and the suggestions. */
    public LinePlot plot() {
        // As fastai shows it: what diverges at the end would hide the rest.
        int shown = Math.max(2, rates.length - LAST_LEFT_OUT);
        LinePlot plot = LinePlot.of("Learning-rate finder", "learning rate", "smoothed loss")
                .logX()
                .line("loss", Arrays.copyOf(rates, shown), Arrays.copyOf(losses, shown));
        return marked(
                marked(marked(marked(plot, "valley", valley()), "slide", slide()), "steep", steep()),
                "minimum",
                minimum());
    }

    private LinePlot marked(LinePlot plot, String name, float rate) {
        int at = 0;
        while (at + 1 < rates.length && rates[at] < rate) {
            at++;
        }
        return plot.line(name + " " + Plot.number(rate), new double[] {rate}, new double[] {losses[at]});
    }

    /** The curve as a plot in text, and the suggestions. */
    @Override
    public String toString() {
        return TextPlot.of(rates, losses) + "\n" + suggestions();
    }

    void addTo(Report page) {
        page.section("Learning-rate finder");
        page.plot(plot());
        page.text(suggestions());
    }

    private String suggestions() {
        return String.format(
                Locale.ROOT,
                "valley %.1e  slide %.1e  steep %.1e  minimum %.1e",
                valley(),
                slide(),
                steep(),
                minimum());
    }
}
