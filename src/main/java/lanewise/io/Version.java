package lanewise.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The version of this library, as the build wrote it into {@code lanewise/version.txt}. */
public final class Version {

    private static final String DEVELOPMENT = "development";

    private Version() {}

    /** The version, such as {@code 0.1.0}; {@code development} where the classes were not packaged by the build. */
    public static String current() {
        try (InputStream in = Version.class.getResourceAsStream("/lanewise/version.txt")) {
            if (in == null) {
                return DEVELOPMENT;
            }
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return line == null || line.isEmpty() || line.startsWith("$") ? DEVELOPMENT : line;
        } catch (IOException e) {
            return DEVELOPMENT;
        }
    }
}
