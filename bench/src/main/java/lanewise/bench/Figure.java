package lanewise.bench;

import java.util.Arrays;
import java.util.List;

/**
 * One line of figures, {@code peer,workload,config,threads,metric,value}.
 *
 * @param peer which library, and after a blank which way of using it, such as {@code torch-jvm-2.10 fused}
 */
record Figure(String peer, String workload, String config, int threads, String metric, double value) {

    /** Ends of config names that stand for a way of using a peer, not for other work. */
    private static final List<String> VARIANTS = Arrays.asList("-torchscript", "-fused-ftz", "-fused", "-ftz");

    /** Whether a line holds a figure: neither a comment, nor a header, nor a failure. */
    static boolean isOne(String line) {
        return line.matches("[^#,][^,]*,W[1-9](-[a-z]+)?,[^,]*,[0-9]+,[a-z_]+,[-+0-9.eE]+")
                && !line.contains(",failed,");
    }

    /** Takes a line that {@link #isOne} accepts. */
    static Figure parse(String line) {
        String[] cells = line.split(",", -1);
        String peer = cells[0];
        String config = cells[2];
        for (String variant : VARIANTS) {
            if (config.endsWith(variant)) {
                peer += variant.replaceFirst("-", " ");
                config = config.substring(0, config.length() - variant.length());
                break;
            }
        }
        if (config.endsWith("-sparse")) {
            // Adam of the batch's rows alone is another algorithm, but the one to beat.
            peer += " sparse";
            config = config.replace("-sparse", "-dense");
        }
        return new Figure(peer, cells[1], config, Integer.parseInt(cells[3]), cells[4], Double.parseDouble(cells[5]));
    }

    boolean isOurs() {
        return peer.equals("lanewise");
    }
}
