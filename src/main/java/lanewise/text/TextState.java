package lanewise.text;

import lanewise.tensor.InPlace;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a language model remembers of what it has read.
 *
 * @param hidden [layers, batch, hidden]
 * @param cell the same for LSTM, null for other nets
 */
public record TextState(Tensor hidden, @Nullable Tensor cell) {

    /** The same numbers copied, cut off from how they were computed. */
    public TextState copy() {
        return new TextState(hidden.copy(), cell == null ? null : cell.copy());
    }

    /** The same in the memory of a copy that nobody will read again. */
    TextState copy(TextState older) {
        Tensor olderCell = older.cell;
        Tensor newCell = cell == null ? null : olderCell == null ? cell.copy() : InPlace.copy(cell, olderCell);
        return new TextState(InPlace.copy(hidden, older.hidden), newCell);
    }
}
