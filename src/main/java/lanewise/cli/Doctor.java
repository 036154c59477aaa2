package lanewise.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import lanewise.backend.Device;
import lanewise.io.Version;
import lanewise.kernel.Kernels;
import lanewise.kernel.SelfTest;

/** {@code doctor}: what the program runs on, which kernels run and why, and whether they are right. */
final class Doctor implements Command {

    private static final String FLAG = "--add-modules jdk.incubator.vector";

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public String summary() {
        return "shows the machine and which kernels run, and tests each against its scalar twin";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.of("--seconds", "S", "10", "about how long the self-test runs; every size once at least"));
    }

    @Override
    public String details() {
        return "The exit status is 0 if every kernel agrees with its scalar twin, 1 if one does not. It is 0 too\n"
                + "where the scalar kernels run: they are slower, not wrong.";
    }

    @Override
    public String example() {
        return "doctor";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        double seconds = arguments.number("--seconds", 0, 86_400.5, "a number from 0 to 86400");
        PrintStream out = output.out();
        TextTable facts = new TextTable("lanewise", Version.current());
        facts.add("java", Machine.java());
        facts.add("system", Machine.system());
        facts.add("processor", Machine.processor());
        facts.add("memory", Machine.memory());
        facts.add("terminal", Machine.terminal());
        facts.add("kernels", Kernels.REASON);
        facts.add("lanes", Kernels.VECTOR ? Kernels.LANES + " floats in a vector" : "1, no vectors");
        facts.add("threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.add("gpu", Device.cudaStatus());
        if (!Machine.hasVectorModule()) {
            facts.add("add", "java " + FLAG + " ...");
            facts.add("or set", "JDK_JAVA_OPTIONS=\"" + FLAG + "\"");
        }
        out.print(facts);
        out.println();
        if (!Kernels.VECTOR) {
            out.println("self-test: no vector kernel runs, so there is nothing to compare with the scalar kernels");
            return OK;
        }
        out.println(String.format(Locale.ROOT, "self-test, about %.0f s: each kernel and its scalar twin", seconds));
        out.flush();
        return report(SelfTest.run(seconds), output);
    }

    /** A line for each kernel and one for all. */
    static int report(List<SelfTest.Result> results, Output output) {
        TextTable table = new TextTable("kernel", "result", ">worst difference", ">cases");
        int wrong = 0;
        for (SelfTest.Result result : results) {
            wrong += result.ok() ? 0 : 1;
            String worst = String.format(Locale.ROOT, "%.3f", result.worst());
            table.add(result.name(), result.ok() ? "ok" : "FAILED", worst, Amount.grouped(result.cases()));
        }
        output.out().print(table);
        output.out()
                .println("The difference is a part of what rounding allows; kernels that must give equal bits show 0.");
        if (wrong > 0) {
            output.note("doctor: " + wrong + " of " + Amount.of(results.size(), "kernel")
                    + " differ from their scalar twins on this machine; please report what is printed here");
            return FAILED;
        }
        output.out().println("All " + Amount.of(results.size(), "kernel") + " agree with their scalar twins.");
        return OK;
    }
}
