package lanewise.data;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Passes text on without a leading byte order mark, and keeps what was read since the last good record, so that an error in
 * the next one can be explained.
 */
final class RecentText extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** More of a broken record than this does not help to explain it. */
    private static final int MOST_KEPT = 1 << 18;

    private final Reader in;
    private final StringBuilder kept = new StringBuilder();
    /** The place of the first kept character in the whole text. */
    private long keptFrom;

    private long wantedFrom;
    private long position;
    private boolean begun;
    private boolean ended;

    RecentText(Reader in) {
        this.in = in;
    }

    /** Says that text before this character is no longer needed. */
    void keepFrom(long position) {
        wantedFrom = position;
    }

    /** The text from the wanted character on, or the beginning of it if it is very long; null if it was not kept. */
    @Nullable
    String kept() {
        forget();
        return keptFrom == wantedFrom ? kept.toString() : null;
    }

    /** Whether the end of the text was read. */
    boolean ended() {
        return ended;
    }

    private void forget() {
        int surplus = (int) Math.max(0, Math.min(kept.length(), wantedFrom - keptFrom));
        kept.delete(0, surplus);
        keptFrom += surplus;
    }

    private void keep(char[] block, int offset, int count) {
        forget();
        if (kept.length() == 0) {
            keptFrom = position;
        }
        boolean follows = keptFrom + kept.length() == position;
        if (follows && kept.length() < MOST_KEPT) {
            kept.append(block, offset, count);
        }
        position += count;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (!begun && count > 0) {
            begun = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                count--;
                System.arraycopy(target, offset + 1, target, offset, count);
                if (count == 0) {
                    count = in.read(target, offset, length);
                }
            }
        }
        if (count > 0) {
            keep(target, offset, count);
        }
        ended = count < 0;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
