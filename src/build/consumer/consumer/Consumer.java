package consumer;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lanewise.backend.Device;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.DotBias;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.train.History;

/** A user's program: it trains a recommender on ratings from a file and says whether that worked, and on what. */
public final class Consumer {

    private static final int USERS = 60;
    private static final int ITEMS = 40;

    private Consumer() {}

    /** Trains, and prints what the build's tests look for. */
    public static void main(String[] args) throws Exception {
        Path ratings = Files.createTempFile("ratings", ".csv");
        try {
            write(ratings);
            CollabData data = CollabData.of(Table.csv(ratings), "user", "item", "rating")
                    .split(Split.random(0.2f, 42))
                    .batchSize(32);
            CollabLearner learner = CollabLearner.of(data, DotBias.factors(8).range(1, 5), 42);
            History history = learner.fitOneCycle(5, 2e-2f);
            // Guessing the mean of all ratings leaves their variance, 2/3.
            System.out.println("learned: " + (history.last().validLoss() < 0.3));
            System.out.println("best: " + learner.recommend("u2", 1, true).get(0));
        } finally {
            Files.delete(ratings);
        }
        System.out.println("device: " + Device.cpu().describe());
        System.out.println("card: " + Device.cudaStatus());
    }

    /** A third of the users like the even items best, a third the odd ones, the others like all the same. */
    private static void write(Path file) throws Exception {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.println("user,item,rating");
            for (int user = 0; user < USERS; user++) {
                for (int item = 0; item < ITEMS; item++) {
                    int taste = (user % 3 - 1) * (item % 2 == 0 ? 1 : -1);
                    out.println("u" + user + ",i" + item + "," + (3 + taste));
                }
            }
        }
    }
}
