package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabTest {

    @Test
    void theMostFrequentComeFirst() {
        Vocab vocab = Vocab.byFrequency(Unit.WORD.tokens("b a c b\na\tb d  a "), 2);
        assertEquals(List.of("<unk>", "<pad>", "a", "b"), vocab.tokens());
        assertArrayEquals(new int[] {3, 0, 2}, vocab.ids(List.of("b", "d", "a")));
        assertEquals(1, vocab.pad());
        assertTrue(vocab.contains("a"));
        assertFalse(vocab.contains("d"));
        assertEquals(
                List.of("<unk>", "<pad>", "a", "b", "c", "d"),
                Vocab.byFrequency(Unit.WORD.tokens("b a c b a b d a"), 1).tokens());
    }

    @Test
    void onlyTokensOfTextsAreWritten() {
        Vocab vocab = Vocab.byFrequency(List.of("x", Vocab.END), 1);
        assertEquals(4, vocab.size());
        for (int id = 0; id < vocab.size(); id++) {
            assertEquals(vocab.token(id).equals("x"), vocab.isWritten(id), vocab.token(id));
        }
    }

    @Test
    void whatStandsForUnknownTokensMayBeMissing() {
        Vocab sorted = Vocab.sorted(List.of("b", "a", "b"));
        assertEquals(List.of("\0", "a", "b"), sorted.tokens());
        assertEquals(0, sorted.id("z"));
        assertFalse(sorted.isWritten(0));
        Vocab plain = Vocab.of(List.of(" ", "a"));
        assertEquals(-1, plain.unknown());
        assertTrue(plain.isWritten(0));
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, () -> plain.id("z"));
        assertEquals(
                "vocabulary: the token \"z\" is not in it, and none that stands for unknown ones", thrown.getMessage());
    }

    @Test
    void charactersAreCodePoints() {
        assertEquals(List.of("a", "ß", "😀", "\n"), Unit.CHAR.tokens("aß😀\n"));
        assertEquals(List.of(), Unit.CHAR.tokens(""));
        assertEquals(List.of(), Unit.WORD.tokens(" \n"));
    }

    @Test
    void aTokenStandsInItOnce() {
        assertThrows(IllegalArgumentException.class, () -> Vocab.of(List.of("a", "b", "a")));
        assertThrows(IllegalArgumentException.class, () -> Vocab.of(List.of()));
        assertThrows(
                IndexOutOfBoundsException.class, () -> Vocab.of(List.of("a")).token(1));
    }
}
