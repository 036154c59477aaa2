package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    /** What Python's {@code repr} prints. */
    @ParameterizedTest
    @CsvSource({
        "1e-5f, 1e-05",
        "0.1f, 0.1",
        "0.05f, 0.05",
        "1e-8f, 1e-08",
        "0.5f, 0.5",
        "0f, 0.0",
        "1f, 1.0",
        "0.0001f, 0.0001",
        "0.00012f, 0.00012",
        "1.5e-5f, 1.5e-05",
        "-2.5e-7f, -2.5e-07",
        "1e-12f, 1e-12",
        "25f, 25.0",
        "-0.25f, -0.25",
        "100000f, 100000.0",
        "1e20f, 1e+20",
        "2.5e20f, 2.5e+20"
    })
    void asPythonPrintsThem(String number, String text) {
        assertEquals(text, Numbers.text(Float.parseFloat(number)));
    }
}
