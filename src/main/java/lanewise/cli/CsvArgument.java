package lanewise.cli;

import java.nio.file.Path;
import lanewise.data.Csv;

/** How a CSV file that a command was given is to be read. */
final class CsvArgument {

    static final Option DELIMITER = Option.of("--delimiter", "TEXT", ",", "what separates columns; tab for a tab");

    private CsvArgument() {}

    static Csv csv(Path file, Arguments arguments) {
        String delimiter = arguments.text("--delimiter");
        boolean tab = delimiter.equals("tab") || delimiter.equals("\\t");
        return Csv.of(file).delimiter(tab ? "\t" : delimiter);
    }
}
