package lanewise.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which room of the library may know which, and which a source file knows. */
final class Arrows {

    /** Each knows those before it. */
    private static final List<String> CHAIN = List.of("kernel", "backend", "tensor", "nn", "optim", "train");

    /** Beside the chain: they know it up to nn; train and what lies above know them. Tables are written through io. */
    private static final Set<String> SIDES = Set.of("data", "io");

    /** They know all of the above, and not each other. */
    private static final Set<String> APPLICATIONS = Set.of("collab", "tabular", "text", "vision");

    /** Knows no other room; train and what lies above know it. */
    private static final String PLOT = "plot";

    /** Another backend, found by its name: it knows what a backend knows, and nobody knows it. */
    private static final String CUDA = "cuda";

    private static final String TOP = "cli";

    static final Set<String> ROOMS = rooms();

    private static final Pattern PACKAGE = Pattern.compile("\\bpackage\\s+([\\w.]+)\\s*;");
    private static final Pattern KNOWN = Pattern.compile("\\blanewise\\s*\\.\\s*([a-z]\\w*)");

    /** Comments, text blocks, strings and characters, whichever starts first. */
    private static final Pattern NO_CODE = Pattern.compile(
            "//[^\\n]*"
                    + "|/\\*.*?\\*/"
                    + "|\"\"\".*?(?<!\\\\)\"\"\""
                    + "|\"(?:\\\\.|[^\"\\\\\\n])*\""
                    + "|'(?:\\\\.|[^'\\\\\\n])*'",
            Pattern.DOTALL);

    private Arrows() {}

    /** What is wrong with the rooms that this source file knows, by imports and by qualified names. */
    static List<String> complaints(String source) {
        String code = NO_CODE.matcher(source).replaceAll(" ");
        Matcher home = PACKAGE.matcher(code);
        String name = home.find() ? home.group(1) : "";
        String room = name.startsWith("lanewise.") ? name.substring("lanewise.".length()) : "";
        if (!ROOMS.contains(room)) {
            return List.of("package " + name + " is no room");
        }
        Set<String> known = new TreeSet<>();
        for (Matcher use = KNOWN.matcher(code); use.find(); ) {
            known.add(use.group(1));
        }
        List<String> complaints = new ArrayList<>();
        for (String other : known) {
            if (!mayKnow(room, other)) {
                complaints.add(room + " may not know " + other);
            }
        }
        return complaints;
    }

    private static boolean mayKnow(String room, String other) {
        if (room.equals(other)) {
            return true;
        }
        if (other.equals(CUDA)) {
            return false;
        }
        if (room.equals(CUDA)) {
            return other.equals("backend") || other.equals("kernel");
        }
        if (room.equals(TOP)) {
            return ROOMS.contains(other);
        }
        if (other.equals(PLOT)) {
            return room.equals("train") || APPLICATIONS.contains(room);
        }
        if (room.equals(PLOT)) {
            return false;
        }
        if (APPLICATIONS.contains(room)) {
            return CHAIN.contains(other) || SIDES.contains(other);
        }
        if (SIDES.contains(room)) {
            boolean writes = room.equals("data") && other.equals("io");
            return writes || (CHAIN.contains(other) && CHAIN.indexOf(other) <= CHAIN.indexOf("nn"));
        }
        boolean lower = CHAIN.contains(other) && CHAIN.indexOf(other) < CHAIN.indexOf(room);
        return lower || (room.equals("train") && SIDES.contains(other));
    }

    private static Set<String> rooms() {
        Set<String> rooms = new TreeSet<>(CHAIN);
        rooms.addAll(SIDES);
        rooms.addAll(APPLICATIONS);
        rooms.add(PLOT);
        rooms.add(CUDA);
        rooms.add(TOP);
        return rooms;
    }
}
