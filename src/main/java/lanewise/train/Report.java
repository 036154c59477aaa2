package lanewise.train;

import java.util.List;
import lanewise.plot.Markup;
import lanewise.plot.Plot;

/**
 * A page that a learner writes on what it has learnt: sections of texts, plots and tables, in the order in which they are
 * added. One file of HTML that is also well-formed XML, without script, and without anything from a network.
 */
public final class Report {

    private static final int LONGEST_CELL = 200;

    /** A cell of fewer characters is not broken into lines. */
    private static final int SHORT = 40;

    private static final String STYLE =
            "body{margin:0;background:var(--lw-paper);color:var(--lw-ink);font:15px/1.5 system-ui,-apple-system,Roboto,"
                    + "sans-serif}main{max-width:1020px;margin:auto;padding:16px}h1{font-size:25px;margin:12px 0 4px}"
                    + "section{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:12px 32px;"
                    + "border-top:1px solid var(--lw-grid);margin-top:26px}h2,p,.wide{grid-column:1/-1;min-width:0}"
                    + "h2{font-size:18px;margin:16px 0 0}p{margin:0;color:var(--lw-muted);overflow-wrap:anywhere}"
                    + "figure{margin:0;min-width:0}.wide{overflow-x:auto}figure svg{display:block;max-width:100%;height:auto}"
                    + "figure.wide svg{max-width:none}pre{margin:0;font-size:12.5px}table{border-collapse:collapse;font-size:13px}"
                    + "th,td{padding:3px 12px 3px 0;text-align:left;vertical-align:top;white-space:pre-wrap;"
                    + "border-bottom:1px solid var(--lw-grid);max-width:420px;overflow-wrap:break-word}"
                    + "th{color:var(--lw-muted);font-weight:600}.n{text-align:right;font-variant-numeric:tabular-nums;"
                    + "white-space:nowrap}.s{white-space:pre}@media print{section{break-inside:avoid}}";

    private final String title;
    private final Markup out = new Markup();
    private boolean inSection;

    Report(String title) {
        this.title = title;
    }

    /** What follows belongs under this heading. */
    public void section(String heading) {
        if (inSection) {
            out.close("section");
        }
        out.raw("\n").open("section").element("h2", heading);
        inSection = true;
    }

    /** A sentence or two. */
    public void text(String sentences) {
        out.element("p", sentences);
    }

    /** Lines in letters of equal width, such as a table in plain text. */
    public void lines(String text) {
        out.raw("\n").element("pre", text, "class", "wide", "tabindex", "0");
    }

    /** A plot, beside the one before it where the screen is wide enough. */
    public void plot(Plot plot) {
        out.raw("\n")
                .open("figure", "class", plot.isWide() ? "wide" : "")
                .add(plot.inline())
                .close("figure");
    }

    /** A table; columns whose cells are all numbers stand to the right. Very long cells are cut. */
    public void table(List<String> header, List<List<String>> rows) {
        boolean[] numbers = new boolean[header.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = !rows.isEmpty();
            for (List<String> row : rows) {
                numbers[i] &= row.get(i).matches("|NaN|-|[-+]?[\\d,.]+(e-?\\d+)?( %)?");
            }
        }
        out.raw("\n").open("div", "class", "wide", "tabindex", "0").open("table");
        row("th", header, numbers);
        for (List<String> row : rows) {
            row("td", row, numbers);
        }
        out.close("table").close("div");
    }

    private void row(String tag, List<String> cells, boolean[] numbers) {
        out.open("tr");
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell.length() > LONGEST_CELL) {
                cell = cell.substring(0, cell.offsetByCodePoints(0, cell.codePointCount(0, LONGEST_CELL - 1)))
                        + "\u2026";
            }
            out.element(tag, cell, "class", numbers[i] ? "n" : cell.length() < SHORT ? "s" : "");
        }
        out.close("tr").raw("\n");
    }

    /** The whole page. */
    @Override
    public String toString() {
        Markup page =
                new Markup().raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title).open("style").raw(Plot.style()).raw(STYLE).close("style");
        page.close("head").open("body").open("main").element("h1", title).add(out);
        if (inSection) {
            page.close("section");
        }
        return page.close("main").close("body").close("html").raw("\n").toString();
    }
}
