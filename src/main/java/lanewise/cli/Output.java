package lanewise.cli;

import java.io.PrintStream;
import lanewise.train.TablePrinter;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err what is no result: warnings, and the one line of a failure
 */
record Output(PrintStream out, PrintStream err) {

    /** Prints a training's table; its progress line appears only where the results go to the process's own output. */
    TablePrinter table() {
        return TablePrinter.to(out);
    }

    /** A line to the side, after the program's name. */
    void note(String text) {
        err.println("lanewise: " + oneLine(text));
        err.flush();
    }

    /** Names of files and values of users may hold line breaks; a note is one line whatever it quotes. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").trim();
    }
}
