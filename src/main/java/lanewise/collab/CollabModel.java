package lanewise.collab;

import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Model;

/** A model from {@link Pairs} to ratings [pairs]. */
public interface CollabModel extends Model<Pairs> {

    /** The factors of each user, [users + 1, factors]; row 0 is the unknown user. */
    Embedding userFactors();

    /** The factors of each item, [items + 1, factors]; row 0 is the unknown item. */
    Embedding itemFactors();

    /** The tables with a row per user. */
    List<Embedding> userTables();

    /** The tables with a row per item. */
    List<Embedding> itemTables();
}
