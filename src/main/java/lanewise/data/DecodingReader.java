package lanewise.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Characters of a byte stream, gzip unpacked. A byte that the charset forbids is an error that names its place. */
final class DecodingReader extends Reader {

    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final String source;

    private final byte[] bytes = new byte[BLOCK];
    private int firstByte;
    private int endOfBytes;
    private boolean ended;

    private final char[] chars = new char[BLOCK];
    private int firstChar;
    private int endOfChars;

    private long byteOffset;
    private long lines = 1;
    private boolean afterReturn;

    private DecodingReader(InputStream in, Charset charset, String source) {
        this.in = in;
        this.source = source;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    static DecodingReader of(InputStream in, Charset charset, String source) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BLOCK);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1F && buffered.read() == 0x8B;
        buffered.reset();
        return new DecodingReader(gzip ? new GZIPInputStream(buffered, BLOCK) : buffered, charset, source);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (firstChar == endOfChars) {
            if (!decode()) {
                return -1;
            }
        }
        int count = Math.min(length, endOfChars - firstChar);
        System.arraycopy(chars, firstChar, target, offset, count);
        firstChar += count;
        return count;
    }

    /** Decodes one more block; false at the end. */
    private boolean decode() throws IOException {
        CharBuffer out = CharBuffer.wrap(chars);
        ByteBuffer block = ByteBuffer.wrap(bytes, firstByte, endOfBytes - firstByte);
        CoderResult result = decoder.decode(block, out, ended);
        byteOffset += block.position() - firstByte;
        firstByte = block.position();
        firstChar = 0;
        endOfChars = out.position();
        countLines();
        if (endOfChars > 0) {
            // An error waits for the next call, when what stands before it was taken.
            return true;
        }
        if (result.isError()) {
            throw forbidden();
        }
        if (ended) {
            return false;
        }
        fill();
        return true;
    }

    private void fill() throws IOException {
        int rest = endOfBytes - firstByte;
        System.arraycopy(bytes, firstByte, bytes, 0, rest);
        firstByte = 0;
        endOfBytes = rest;
        int count = in.read(bytes, rest, BLOCK - rest);
        if (count < 0) {
            ended = true;
        } else {
            endOfBytes += count;
        }
    }

    private void countLines() {
        for (int i = 0; i < endOfChars; i++) {
            char c = chars[i];
            if (c == '\r' || (c == '\n' && !afterReturn)) {
                lines++;
            }
            afterReturn = c == '\r';
        }
    }

    private DataException forbidden() {
        String problem = String.format(
                Locale.ROOT,
                "byte 0x%02X at offset %d is not %s; save the file as %s, or name its charset",
                bytes[firstByte],
                byteOffset,
                decoder.charset().name(),
                decoder.charset().name());
        return DataException.in(source, lines, problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
