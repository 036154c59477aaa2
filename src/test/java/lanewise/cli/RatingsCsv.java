package lanewise.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import lanewise.collab.GeneratedRatings;
import lanewise.data.Row;
import lanewise.data.Table;

/** Generated ratings as files: film ids 001, 002 ... which are no numbers, and a title for each. */
record RatingsCsv(GeneratedRatings generated, Path ratings, Path titles) {

    static RatingsCsv write(Path folder) throws IOException {
        return write(folder, ",");
    }

    static RatingsCsv write(Path folder, String delimiter) throws IOException {
        GeneratedRatings generated = GeneratedRatings.of(3, 40, 30, 600);
        RatingsCsv files = new RatingsCsv(generated, folder.resolve("ratings.csv"), folder.resolve("titles.csv"));
        StringBuilder ratings = new StringBuilder(String.join(delimiter, "userId", "filmId", "stars") + "\n");
        Table table = generated.table();
        for (int i = 0; i < table.rows(); i++) {
            Row row = table.row(i);
            ratings.append(String.join(delimiter, row.text("user"), files.id(row.text("title")), row.text("rating")))
                    .append('\n');
        }
        Files.writeString(files.ratings, ratings, StandardCharsets.UTF_8);
        StringBuilder titles = new StringBuilder(String.join(delimiter, "filmId", "title") + "\n");
        for (String title : generated.titles()) {
            titles.append(files.id(title)).append(delimiter).append(title).append('\n');
        }
        Files.writeString(files.titles, titles, StandardCharsets.UTF_8);
        return files;
    }

    String id(String title) {
        return String.format(Locale.ROOT, "%03d", 1 + generated.titles().indexOf(title));
    }

    /** The words of a training on these files. */
    List<Object> fit(Path out) {
        return List.of(
                "fit",
                "collab",
                "--ratings",
                ratings,
                "--user",
                "userId",
                "--item",
                "filmId",
                "--rating",
                "stars",
                "--out",
                out,
                "--factors",
                "4",
                "--batch",
                "32");
    }
}
