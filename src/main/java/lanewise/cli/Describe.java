package lanewise.cli;

import lanewise.data.Table;

/** {@code describe}: what the columns of a CSV file hold. */
final class Describe implements Command {

    private static final String FILE = "FILE";

    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "shows what each column of a CSV file holds: type, missing, distinct, range, most frequent";
    }

    @Override
    public Options options() {
        return Options.of(CsvArgument.DELIMITER).operand(FILE);
    }

    @Override
    public String example() {
        return "describe sales.csv.gz";
    }

    @Override
    public String details() {
        return "Types are number, date, category (at least twice as many values as distinct ones) and text.\n"
                + "The file may be packed by gzip; its first line has the names of the columns.";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        Table table = CsvArgument.csv(arguments.path(FILE), arguments).read();
        output.out().println(table.describe());
        return OK;
    }
}
