package lanewise.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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

    /**
     * Prints what a model wrote at once, as UTF-8 whatever the locale: it may hold any character.
     *
     * @return whether someone still reads; not so once the reading end of a pipe is closed
     */
    boolean write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        return !out.checkError();
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
