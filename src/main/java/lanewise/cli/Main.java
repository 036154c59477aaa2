package lanewise.cli;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.io.Version;

/**
 * The command line's entry. The exit status is 0 if all went well, 1 if a check of {@code demo} or {@code doctor}
 * failed, 2 if the command line or a file it names cannot be used or the memory does not suffice, and 70 if
 * Lanewise itself is wrong.
 */
public final class Main {

    private static final Application COLLAB = new CollabApplication();
    private static final Application TABULAR = new TabularApplication();
    private static final Application TEXT = new TextApplication();

    static final Commands COMMANDS = Commands.of(
            new Demo(),
            new DemoTabular(),
            new DemoText(),
            new Describe(),
            new Fit(COLLAB),
            new Fit(TABULAR),
            new Fit(TEXT),
            new LrFind(COLLAB),
            new LrFind(TABULAR),
            new LrFind(TEXT),
            new Generate(),
            new Predict(),
            new Recommend(),
            new Similar(),
            new Inspect(),
            new Doctor());

    private Main() {}

    /** Runs the command and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs a command in this process and returns the exit status. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        boolean debug = "1".equals(System.getenv("LANEWISE_DEBUG"));
        return run(COMMANDS, Arrays.asList(args), new Output(out, err), debug);
    }

    /**
     * The same with other commands.
     *
     * @param debug whether a failure prints its stack trace
     */
    static int run(Commands commands, List<String> line, Output output, boolean debug) {
        try {
            return run(commands, line, output);
        } catch (Throwable thrown) { // Also what nobody foresaw ends in one line.
            output.out().flush();
            if (debug) {
                thrown.printStackTrace(output.err());
            }
            output.note(Failure.text(thrown));
            return Failure.status(thrown);
        } finally {
            output.out().flush();
        }
    }

    private static int run(Commands commands, List<String> line, Output output) {
        String first = line.isEmpty() ? "--help" : line.get(0);
        if (first.equals("--version")) {
            output.out().println("lanewise " + Version.current());
            return Command.OK;
        }
        if (first.equals("help") && line.size() > 1) {
            return help(commands, line.subList(1, line.size()), output);
        }
        if (first.equals("help") || isHelp(first)) {
            output.out().print(HelpText.overview(commands.list()));
            return Command.OK;
        }
        if (line.contains("--help") || line.contains("-h")) {
            return help(commands, line, output);
        }
        Commands.Call call = commands.find(line);
        return call(call, output);
    }

    private static int call(Commands.Call call, Output output) {
        Arguments arguments;
        try {
            arguments = call.command().options().parse(call.words());
            return call.command().run(arguments, output);
        } catch (UsageException e) {
            throw new UsageException(call.command().name() + ": " + e.getMessage());
        }
    }

    private static int help(Commands commands, List<String> line, Output output) {
        List<Command> group = commands.group(line.get(0));
        boolean namesOne = line.size() > 1 && !isHelp(line.get(1));
        List<Command> shown = group.isEmpty() || namesOne
                ? Collections.singletonList(commands.find(line).command())
                : commands.named(line.get(0));
        String between = "";
        for (Command command : shown) {
            output.out().print(between + HelpText.of(command));
            between = "\n";
        }
        return Command.OK;
    }

    private static boolean isHelp(String word) {
        return word.equals("--help") || word.equals("-h");
    }
}
