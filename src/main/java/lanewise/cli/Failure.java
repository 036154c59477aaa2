package lanewise.cli;

import java.io.UncheckedIOException;
import lanewise.backend.DeviceException;
import lanewise.data.DataException;
import lanewise.io.ModelFormatException;
import lanewise.tensor.ShapeException;
import lanewise.train.TrainingException;

/** What a failure means for who typed the command: a status, and one line instead of a stack trace. */
final class Failure {

    /** What was given cannot be used. */
    static final int UNUSABLE = 2;

    /** The program is wrong; the number is that of BSD's sysexits. */
    static final int BUG = 70;

    private Failure() {}

    static int status(Throwable thrown) {
        return isExpected(thrown) ? UNUSABLE : BUG;
    }

    /** Without the program's name in front; may hold line breaks that a file's content brought in. */
    static String text(Throwable thrown) {
        if (thrown instanceof OutOfMemoryError) {
            return "out of memory: the heap ends at "
                    + Amount.bytes(Runtime.getRuntime().maxMemory()) + "; JDK_JAVA_OPTIONS=-Xmx4g gives it 4 GB";
        }
        String message = thrown.getMessage();
        if (isExpected(thrown)) {
            return message == null ? thrown.getClass().getSimpleName() : message;
        }
        return "this is an error in Lanewise, please report it with what LANEWISE_DEBUG=1 in the environment makes it"
                + " print: " + thrown;
    }

    private static boolean isExpected(Throwable thrown) {
        return thrown instanceof UsageException
                || thrown instanceof DataException
                || thrown instanceof ModelFormatException
                || thrown instanceof ShapeException
                || thrown instanceof TrainingException
                || thrown instanceof DeviceException
                || thrown instanceof IllegalArgumentException
                || thrown instanceof UncheckedIOException
                || thrown instanceof OutOfMemoryError;
    }
}
