package lanewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.data.Table;
import lanewise.tabular.GeneratedSales;

/** Generated sales as a file, and the words of a short training on it. */
record SalesCsv(GeneratedSales generated, Table table, Path file) {

    /** 6 stores: 4,855 rows. */
    static SalesCsv write(Path folder) {
        GeneratedSales generated = GeneratedSales.of(4, 6);
        Table table = generated.table();
        Path file = folder.resolve("sales.csv");
        table.writeCsv(file);
        return new SalesCsv(generated, table, file);
    }

    List<Object> fit(Path out, Object... more) {
        List<Object> words = new ArrayList<>(Arrays.asList(
                "fit", "tabular", "--data", file, "--target", "Sales", "--log-target", "--cat", "Store", "--out", out));
        words.addAll(Arrays.asList("--layers", "20,10", "--valid-from", "2015-06-19", "--epochs", "2"));
        words.addAll(Arrays.asList(more));
        return words;
    }
}
