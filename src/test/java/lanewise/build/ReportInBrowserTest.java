package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lanewise.Page;
import lanewise.plot.LinePlot;
import lanewise.tabular.GeneratedSales;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularLearner;
import lanewise.tabular.TabularSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Chromium makes of a report and of a plot. Left out where there is none, on the path or where CHROMIUM says. */
class ReportInBrowserTest {

    private static final int PAPER = 0xffffff;
    private static final int DARK_PAPER = 0x15191d;

    @TempDir
    private Path folder;

    private static @Nullable String chromium() {
        String told = System.getenv("CHROMIUM");
        if (told != null) {
            return told;
        }
        for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                if (Files.isExecutable(Path.of(place, name))) {
                    return Path.of(place, name).toString();
                }
            }
        }
        return null;
    }

    private ChildJvm run(Path page, String... options) throws Exception {
        String browser = chromium();
        assumeTrue(browser != null, "there is no Chromium");
        List<String> words = new ArrayList<>();
        words.add(browser);
        words.addAll(List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"));
        words.add("--user-data-dir=" + folder.resolve("profile"));
        words.addAll(List.of(options));
        words.add(page.toUri().toString());
        return ChildJvm.run(folder, new ProcessBuilder(words)).succeeded();
    }

    private BufferedImage picture(Path page, int width, int height, String... options) throws Exception {
        Path file = folder.resolve("page.png");
        List<String> words = new ArrayList<>(List.of(options));
        words.addAll(List.of("--screenshot=" + file, "--window-size=" + width + "," + height));
        run(page, words.toArray(new String[0]));
        return ImageIO.read(file.toFile());
    }

    private static final String LIGHT = "--blink-settings=preferredColorScheme=1";
    private static final String DARK = "--blink-settings=preferredColorScheme=0";

    private Path report() {
        TabularData data = TabularData.of(GeneratedSales.of(42, 3).table())
                .target("Sales")
                .logTarget()
                .batchSize(64);
        TabularLearner learner = TabularLearner.of(data, TabularSpec.layers(16), 1);
        learner.findLr();
        learner.fitOneCycle(3, 1e-2f);
        Path file = folder.resolve("report.html");
        learner.report(file);
        return file;
    }

    /** How many of the picture's points have each of these colours, or nearly. */
    private static long[] count(BufferedImage picture, int... colors) {
        long[] counts = new long[colors.length];
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                for (int i = 0; i < colors.length; i++) {
                    counts[i] += near(picture.getRGB(x, y), colors[i]) ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private static boolean near(int a, int b) {
        boolean near = true;
        for (int shift = 0; shift < 24; shift += 8) {
            near &= Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= 2;
        }
        return near;
    }

    @Test
    void aReportIsShownWholeInLightAndDark() throws Exception {
        assumeTrue(chromium() != null, "there is no Chromium");
        Path page = report();
        String dom = run(page, "--dump-dom").output();
        // The browser, which knows HTML but not that this is XML, sees what was written.
        Page written = Page.parse(Files.readString(page));
        for (String tag : List.of("svg", "table", "tr", "section", "path", "circle", "pre", "title")) {
            assertEquals(written.all(tag).size(), dom.split("<" + tag + "[ >]", -1).length - 1, tag);
        }
        BufferedImage light = picture(page, 1040, 1800, LIGHT);
        long[] counts = count(light, PAPER, 0x0072b2, 0xd55e00, DARK_PAPER);
        long all = 1040L * 1800;
        assertTrue(counts[0] > all * 8 / 10, "paper " + counts[0]);
        assertTrue(counts[1] > 500 && counts[2] > 500, "lines " + counts[1] + " " + counts[2]);
        assertEquals(0, counts[3]);
        BufferedImage dark = picture(page, 1040, 1800, DARK);
        counts = count(dark, DARK_PAPER, 0x56b4e9, 0xff9a4d, PAPER);
        assertTrue(counts[0] > all * 8 / 10, "dark paper " + counts[0]);
        assertTrue(counts[1] > 500 && counts[2] > 500, "lines " + counts[1] + " " + counts[2]);
        assertEquals(0, counts[3]);
    }

    /** Nothing is wider than the screen but what scrolls by itself: the page's right margin is empty. */
    @Test
    void aReportFitsOnAPhone() throws Exception {
        assumeTrue(chromium() != null, "there is no Chromium");
        report();
        // Windows of 390 are narrower than the browser makes them, frames are not.
        Path frame = Files.writeString(
                folder.resolve("phone.html"),
                "<body style='margin:0'><iframe src='report.html' style='width:390px;height:2400px;border:0'></iframe>");
        BufferedImage phone = picture(frame, 500, 2400, LIGHT);
        Set<Integer> margin = new HashSet<>();
        long drawn = 0;
        for (int y = 0; y < 2400; y++) {
            for (int x = 378; x < 390; x++) {
                margin.add(phone.getRGB(x, y) & 0xffffff);
            }
            for (int x = 0; x < 374; x++) {
                drawn += near(phone.getRGB(x, y), PAPER) ? 0 : 1;
            }
        }
        assertEquals(Set.of(PAPER), margin);
        assertTrue(drawn > 20_000, "drawn " + drawn);
    }

    @Test
    void aPlotAloneFollowsTheSchemeToo() throws Exception {
        assumeTrue(chromium() != null, "there is no Chromium");
        Path file = folder.resolve("plot.svg");
        LinePlot.of("Loss", "step", "loss")
                .line(
                        "loss",
                        Stream.iterate(1.0, x -> x * 0.9)
                                .limit(60)
                                .mapToDouble(x -> x)
                                .toArray())
                .write(file);
        long[] light = count(picture(file, 520, 340, LIGHT), PAPER, 0x0072b2);
        assertTrue(light[0] > 100_000 && light[1] > 300, light[0] + " " + light[1]);
        long[] dark = count(picture(file, 520, 340, DARK), DARK_PAPER, 0x56b4e9);
        assertTrue(dark[0] > 100_000 && dark[1] > 300, dark[0] + " " + dark[1]);
    }
}
