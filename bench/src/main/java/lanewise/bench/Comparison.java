package lanewise.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures of this library beside those of others, as tables of Markdown. A ratio above 1 says that ours is better. */
final class Comparison {

    private static final String OURS = "lanewise";

    private static final String FIRST_STEP = "first_step_s";

    /** What a workload's table shows. */
    private record Subject(String workload, String metric, boolean moreIsBetter, String title) {}

    private static final List<Subject> SUBJECTS = Arrays.asList(
            new Subject("W1", "gflops", true, "W1, products of matrices, GF/s"),
            new Subject("W2", "s_per_epoch", false, "W2, an epoch of collaborative filtering, seconds"),
            new Subject("W2-rows", "s_per_epoch", false, "W2 by the rows of the items' table, seconds an epoch"),
            new Subject("W3", "ms_per_step", false, "W3, the tabular net, milliseconds a step"),
            new Subject("W4", "ms_per_step", false, "W4, a step of a character model, milliseconds"),
            new Subject("W5", "ms_per_step", false, "W5, a step of a language model, milliseconds"),
            new Subject("W6", "ms_per_step", false, "W6, a step of a small ResNet, milliseconds"),
            new Subject("W7", FIRST_STEP, false, "W7, start to the end of the first training step, seconds"));

    /** Of a start: how each library calls it when its files are where they belong. */
    private static final List<String> STARTS = Arrays.asList("default", "warm-cache", "python", "bare");

    private final List<Figure> figures;

    private Comparison(List<Figure> figures) {
        this.figures = figures;
    }

    static Comparison of(List<Figure> figures) {
        return new Comparison(figures);
    }

    String toMarkdown() {
        StringBuilder text = new StringBuilder();
        for (Subject subject : SUBJECTS) {
            Map<Integer, List<Figure>> byThreads = figures.stream()
                    .filter(figure -> figure.workload().equals(subject.workload)
                            && figure.metric().equals(subject.metric))
                    .collect(Collectors.groupingBy(Figure::threads, TreeMap::new, Collectors.toList()));
            byThreads.forEach((threads, some) -> {
                if (some.stream().anyMatch(Figure::isOurs)) {
                    text.append(table(subject, threads, some)).append('\n');
                }
            });
        }
        return text.append(starts()).toString();
    }

    /** A row for each configuration that we have, a column for each peer. */
    private static String table(Subject subject, int threads, List<Figure> some) {
        Map<String, Map<String, Double>> byConfig = new LinkedHashMap<>();
        Map<String, Boolean> peers = new TreeMap<>();
        some.stream()
                .filter(Figure::isOurs)
                .forEach(ours -> byConfig.putIfAbsent(ours.config(), new LinkedHashMap<>()));
        for (Figure figure : some) {
            if (byConfig.containsKey(figure.config())) {
                byConfig.get(figure.config()).computeIfAbsent(figure.peer(), peer -> median(some, figure));
                peers.put(figure.peer(), true);
            }
        }
        peers.remove(OURS);
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(Arrays.asList(subject.workload, OURS, "to the strongest"));
        head.addAll(peers.keySet());
        rows.add(head);
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        byConfig.forEach((config, values) -> {
            double ours = values.get(OURS);
            List<String> cells = new ArrayList<>();
            double strongest = Double.POSITIVE_INFINITY;
            for (String peer : peers.keySet()) {
                Double theirs = values.get(peer);
                double ratio = theirs == null ? Double.NaN : subject.moreIsBetter ? ours / theirs : theirs / ours;
                cells.add(theirs == null ? "" : number(theirs) + " (" + ratio(ratio) + ")");
                if (theirs != null) {
                    strongest = Math.min(strongest, ratio);
                    if (isLarge(config)) {
                        ratios.computeIfAbsent(peer, name -> new ArrayList<>()).add(ratio);
                    }
                }
            }
            List<String> row = new ArrayList<>(Arrays.asList(config, number(ours), ratio(strongest)));
            row.addAll(cells);
            rows.add(row);
        });
        if (subject.workload.equals("W1")) {
            List<String> row = new ArrayList<>(Arrays.asList("geometric mean from 64 up", "", ""));
            for (String peer : peers.keySet()) {
                List<Double> all = ratios.getOrDefault(peer, new ArrayList<>());
                row.add(
                        all.isEmpty()
                                ? ""
                                : ratio(Math.exp(all.stream()
                                        .mapToDouble(Math::log)
                                        .average()
                                        .getAsDouble())));
            }
            rows.add(row);
        }
        String where = threads == 0 ? "a card" : threads + (threads == 1 ? " thread" : " threads");
        return "### " + subject.title + ", " + where + "\n\n" + markdown(rows);
    }

    /** Whether every size of a product such as nn-64x64x64 is 64 at least. */
    private static boolean isLarge(String config) {
        return config.matches("(nn|nt|tn)-[0-9]+x[0-9]+x[0-9]+")
                && Arrays.stream(config.substring(3).split("x", -1)).allMatch(size -> Integer.parseInt(size) >= 64);
    }

    /** W7: a row for each library. */
    private String starts() {
        List<Figure> some = figures.stream()
                .filter(figure ->
                        figure.workload().equals("W7") && !figure.metric().equals(FIRST_STEP))
                .collect(Collectors.toList());
        List<String> peers = some.stream().map(Figure::peer).distinct().sorted().collect(Collectors.toList());
        if (!peers.remove(OURS)) {
            return "";
        }
        peers.add(0, OURS);
        double ours = some.stream()
                .filter(figure -> figure.isOurs() && isStart(figure, "cold_start_s"))
                .mapToDouble(figure -> median(some, figure))
                .findFirst()
                .orElse(Double.NaN);
        var rows = new ArrayList<List<String>>();
        rows.add(Arrays.asList("W7", "start, s", "peak memory, MB", "jars, MB", "unpacked, MB", "first start, s"));
        for (String peer : peers) {
            List<Figure> own =
                    some.stream().filter(figure -> figure.peer().equals(peer)).collect(Collectors.toList());
            Double start = find(own, some, figure -> isStart(figure, "cold_start_s"));
            rows.add(Arrays.asList(
                    peer,
                    start == null ? "" : number(start) + " (" + ratio(start / ours) + ")",
                    text(find(own, some, figure -> isStart(figure, "peak_rss_mb"))),
                    text(find(own, some, figure -> figure.metric().equals("jars_mb"))),
                    text(find(own, some, figure -> figure.metric().equals("unpacked_mb"))),
                    text(find(
                            own,
                            some,
                            figure -> figure.config().equals("first")
                                    && figure.metric().equals("cold_start_s")))));
        }
        return "### W7, start to first prediction\n\n" + markdown(rows);
    }

    private static boolean isStart(Figure figure, String metric) {
        return STARTS.contains(figure.config()) && figure.metric().equals(metric);
    }

    private interface Choice {
        boolean takes(Figure figure);
    }

    private static @Nullable Double find(List<Figure> own, List<Figure> all, Choice choice) {
        return own.stream()
                .filter(choice::takes)
                .findFirst()
                .map(figure -> median(all, figure))
                .orElse(null);
    }

    /** Of all runs that measured what this figure is about. */
    private static double median(List<Figure> all, Figure like) {
        double[] values = all.stream()
                .filter(figure -> figure.peer().equals(like.peer())
                        && figure.workload().equals(like.workload())
                        && figure.config().equals(like.config())
                        && figure.threads() == like.threads()
                        && figure.metric().equals(like.metric()))
                .mapToDouble(Figure::value)
                .sorted()
                .toArray();
        return (values[values.length / 2] + values[(values.length - 1) / 2]) / 2;
    }

    private static String text(@Nullable Double value) {
        return value == null ? "" : number(value);
    }

    /** Three digits that count. */
    private static String number(double value) {
        int decimals = value == 0 ? 0 : (int) Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) || Double.isInfinite(ratio)
                ? ""
                : String.format(Locale.ROOT, ratio < 10 ? "%.2fx" : "%.0fx", ratio);
    }

    private static String markdown(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---")
                        .append("|--:".repeat(rows.get(0).size() - 1))
                        .append("|\n");
            }
        }
        return text.toString();
    }
}
