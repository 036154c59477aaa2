package lanewise.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import lanewise.data.DataException;

/** Text files, read strictly: a byte that is no UTF-8 is an error, not a question mark that a model would learn to write. */
final class Utf8 {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /**
     * The whole text, without a byte order mark.
     *
     * @throws DataException if it holds a malformed byte
     * @throws UncheckedIOException if it can't be read
     */
    static String read(Path file) {
        try {
            return decode(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(file + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new UncheckedIOException(file + ": reading it is not permitted", e);
        } catch (IOException e) {
            String problem = Files.isDirectory(file) ? "it is a folder" : "it cannot be read: " + e.getMessage();
            throw new UncheckedIOException(file + ": " + problem, e);
        }
    }

    static String decode(byte[] bytes, String source) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: byte 0x%02X at offset %d is not UTF-8; save the file as UTF-8",
                    source,
                    bytes[in.position()],
                    in.position()));
        }
        decoder.flush(out);
        String text = new String(out.array(), 0, out.position());
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
