package lanewise.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import lanewise.tensor.Rng;
import org.jspecify.annotations.Nullable;

/**
 * Text that comes with Java, of which every tenth part validates.
 *
 * @param what what it is and where it lies
 * @param prompt what a sample begins with
 */
record JdkText(String what, String prompt, String train, String valid) {

    private static final Pattern SOURCES = Pattern.compile("java\\.base/java/util/[A-Z][^/]*\\.java");

    /** Names such as CJK UNIFIED IDEOGRAPHS 4E00 differ in a number only, tens of thousands of them. */
    private static final Pattern NUMBERED = Pattern.compile(".*[ -][0-9A-F]{4,5}");

    /** A source that is longer would be most of the text. */
    private static final int LONGEST_SOURCE = 60_000;

    private static final int HELD_OUT = 10;
    private static final long SHUFFLE = 1;

    /**
     * The sources of {@code java.util} in this JDK, without their licence; null where there are none.
     *
     * @param characters about how many to train on, at most
     */
    static @Nullable JdkText sources(int characters) {
        return sources(new File(new File(System.getProperty("java.home"), "lib"), "src.zip"), characters);
    }

    static @Nullable JdkText sources(File zip, int characters) {
        if (!zip.canRead()) {
            return null;
        }
        List<String> sources = new ArrayList<>();
        try (ZipFile archive = new ZipFile(zip)) {
            List<String> names = new ArrayList<>();
            for (Enumeration<? extends ZipEntry> entries = archive.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (SOURCES.matcher(name).matches()) {
                    names.add(name);
                }
            }
            Collections.sort(names);
            for (String name : names) {
                String source = withoutLicence(read(archive, name));
                if (source.length() <= LONGEST_SOURCE) {
                    sources.add(source);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(zip + ": it cannot be read: " + e.getMessage(), e);
        }
        String what = "sources of java.util in " + zip + " (Java " + System.getProperty("java.version") + ")";
        return sources.isEmpty() ? null : of(what, "    public ", sources, characters);
    }

    private static String read(ZipFile archive, String name) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] part = new char[1 << 13];
        try (Reader in =
                new InputStreamReader(archive.getInputStream(archive.getEntry(name)), StandardCharsets.UTF_8)) {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                text.append(part, 0, count);
            }
        }
        return text.toString();
    }

    /** Every source begins with the same comment, of which there is nothing to learn. */
    private static String withoutLicence(String source) {
        int start = source.startsWith("package ") ? 0 : source.indexOf("\npackage ") + 1;
        return source.substring(start);
    }

    /** The names of Unicode's characters, a line each, those left out that only repeat a number. */
    static JdkText names(int characters) {
        List<String> names = new ArrayList<>();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            int type = Character.getType(point);
            if (type != Character.UNASSIGNED && type != Character.PRIVATE_USE && type != Character.SURROGATE) {
                String name = Character.getName(point);
                if (name != null && !NUMBERED.matcher(name).matches()) {
                    names.add(name + "\n");
                }
            }
        }
        String what = "names of Unicode's characters in Java " + System.getProperty("java.version");
        return of(what, "GREEK SMALL LETTER ", names, characters);
    }

    private static JdkText of(String what, String prompt, List<String> parts, int characters) {
        StringBuilder train = new StringBuilder();
        StringBuilder valid = new StringBuilder();
        int[] order = Rng.of(SHUFFLE).permutation(parts.size());
        int used = 0;
        while (used < order.length && train.length() + parts.get(order[used]).length() <= characters) {
            (used % HELD_OUT == HELD_OUT - 1 ? valid : train).append(parts.get(order[used]));
            used++;
        }
        String all = Amount.grouped(used) + (used < parts.size() ? " of the " + Amount.grouped(parts.size()) : "");
        return new JdkText(all + " " + what, prompt, train.toString(), valid.toString());
    }
}
