package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonObjectTest {

    private static JsonObject parse(String text) {
        return JsonObject.parse("text", text);
    }

    private static String refusal(String text) {
        return assertThrows(JsonException.class, () -> parse(text), text).getMessage();
    }

    private static String badValue(Runnable getter) {
        return assertThrows(JsonException.class, getter::run).getMessage();
    }

    @Test
    void writesOneLine() {
        JsonObject line = JsonObject.of()
                .with("epoch", 0)
                .with("train_loss", 0.5f)
                .with("valid_loss", 0.1)
                .with("accuracy", Float.NaN)
                .with("seconds", Double.POSITIVE_INFINITY)
                .with("best", true)
                .with("name", "a \"b\" \\ \n \u0001 é 😀")
                .with("inner", JsonObject.of().with("rows", Long.MIN_VALUE))
                .with("sizes", new int[] {1, -2})
                .with("range", new float[] {0.5f, Float.NEGATIVE_INFINITY})
                .with("list", Arrays.asList("x", 7, 8L, JsonObject.of()));
        String text = "{\"epoch\":0,\"train_loss\":0.5,\"valid_loss\":0.1,\"accuracy\":null,\"seconds\":null,"
                + "\"best\":true,\"name\":\"a \\\"b\\\" \\\\ \\n \\u0001 é 😀\","
                + "\"inner\":{\"rows\":-9223372036854775808},\"sizes\":[1,-2],\"range\":[0.5,null],"
                + "\"list\":[\"x\",7,8,{}]}";
        assertEquals(text, line.toString());
        assertEquals(line, parse(text));
        assertEquals(line.hashCode(), parse(text).hashCode());
        assertNotEquals(line, line.with("epoch", 1));
    }

    @Test
    void withReturnsANewObject() {
        JsonObject first = JsonObject.of().with("a", 1);
        JsonObject second = first.with("b", 2).with("a", 3);
        assertEquals("{\"a\":1}", first.toString());
        assertEquals("{\"a\":3,\"b\":2}", second.toString());
        assertEquals("{}", JsonObject.of().toString());
    }

    @Test
    void readsEveryKindOfValue() {
        JsonObject object = parse(
                " {\"s\" : \"\\u0041\\/\\b\\f\\t\\r\" ,\n\t\"i\":-7,\"d\":-1.5E+3,\"t\":true,\"f\":false,"
                        + "\"n\":null,\"o\":{\"x\":1e2},\"a\":[],\"l\":[1,2],\"w\":[\"p\",\"q\"],\"v\":[{},{\"k\":0}]}\r\n");
        assertEquals("A/\b\f\t\r", object.getString("s"));
        assertEquals(-7, object.getInt("i"));
        assertEquals(-7L, object.getLong("i"));
        assertEquals(-1500.0, object.getDouble("d"));
        assertEquals(-1500f, object.getFloat("d"));
        assertEquals(-7f, object.getFloat("i"));
        assertTrue(object.getBoolean("t"));
        assertFalse(object.getBoolean("f"));
        assertEquals(100f, object.getObject("o").getFloat("x"));
        assertEquals(List.of(), object.getStrings("a"));
        assertArrayEquals(new int[] {1, 2}, object.getInts("l"));
        assertArrayEquals(new long[] {1, 2}, object.getLongs("l"));
        assertArrayEquals(new float[] {1, 2}, object.getFloats("l"));
        assertEquals(List.of("p", "q"), object.getStrings("w"));
        assertEquals(0, object.getObjects("v").get(1).getInt("k"));
        assertTrue(object.has("a"));
        assertFalse(object.has("n"));
        assertFalse(object.has("none"));
        assertEquals("[s, i, d, t, f, n, o, a, l, w, v]", object.names().toString());
    }

    @Test
    void wrongTypesSayWhatStandsThere() {
        JsonObject object = parse("{\"s\":\"x\",\"i\":3000000000,\"d\":2.5,\"big\":1e999,\"a\":[1,\"x\"],\"o\":{}}");
        assertEquals(
                "text: \"i\" is 3000000000, expected a whole number from -2147483648 to 2147483647",
                badValue(() -> object.getInt("i")));
        assertEquals(
                "text: \"d\" is 2.5, expected a whole number from -9223372036854775808 to 9223372036854775807",
                badValue(() -> object.getLong("d")));
        assertEquals(
                "text: \"big\" is 1e999, expected a number that fits a float", badValue(() -> object.getFloat("big")));
        assertEquals(
                "text: \"big\" is 1e999, expected a number that fits a double",
                badValue(() -> object.getDouble("big")));
        assertEquals("text: \"none\" is missing or null, expected a string", badValue(() -> object.getString("none")));
        assertEquals("text: \"s\" is \"x\", expected a number", badValue(() -> object.getDouble("s")));
        assertEquals("text: \"s\" is \"x\", expected a whole number", badValue(() -> object.getInt("s")));
        assertEquals("text: \"a\" is an array, expected true or false", badValue(() -> object.getBoolean("a")));
        assertEquals("text: \"a\"[1] is \"x\", expected a number", badValue(() -> object.getFloats("a")));
        assertEquals("text: \"a\"[0] is 1, expected a string", badValue(() -> object.getStrings("a")));
        assertEquals("text: \"o\" is an object, expected an array", badValue(() -> object.getObjects("o")));
        assertEquals("text: \"s\" is \"x\", expected an object", badValue(() -> object.getObject("s")));
        assertThrows(IllegalArgumentException.class, () -> JsonObject.of().with("l", List.of(0.5)));
    }

    @Test
    void whatIsNoJsonIsRefused() {
        for (String text : new String[] {
            "",
            " ",
            "1",
            "[]",
            "null",
            "{",
            "}",
            "{}}",
            "{} x",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{a:1}",
            "{'a':1}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":01}",
            "{\"a\":+1}",
            "{\"a\":.5}",
            "{\"a\":1.}",
            "{\"a\":1e}",
            "{\"a\":-}",
            "{\"a\":--1}",
            "{\"a\":1e+}",
            "{\"a\":0x1}",
            "{\"a\":NaN}",
            "{\"a\":Infinity}",
            "{\"a\":-Infinity}",
            "{\"a\":1f}",
            "{\"a\":True}",
            "{\"a\":tru}",
            "{\"a\":nul",
            "{\"a\":[1,]}",
            "{\"a\":[1",
            "{\"a\":[,1]}",
            "{\"a\":[1 2]}",
            "{\"a\":\"",
            "{\"a\":\"\\",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\\u00g0\"}",
            "{\"a\":\"\\u٠٠٠٠\"}",
            "{\"a\":\"line\nbreak\"}",
            "{\"a\":\"\u0000\"}",
            "{\"a\":\"b}",
            "{\"a\":1}//",
            "{/**/}",
            "\ufeff{}",
            "{\u00a0}",
            "{1:2}",
            "{\"a\":1;}",
            "{\"a\"=1}",
        }) {
            assertTrue(refusal(text).startsWith("text, line "), text);
        }
    }

    @Test
    void errorsGiveLineAndColumn() {
        assertEquals("text, line 3, column 5: expected a value, found \"x\"", refusal("{\n\"a\":1,\n\"b\":x}"));
        assertEquals("text, line 1, column 8: name \"a\" twice in one object", refusal("{\"a\":1,\"a\":2}"));
        assertEquals("text, line 1, column 5: expected ':', found the end of the text", refusal("{\"a\""));
    }

    @Test
    void depthAndNumberOfValuesAreBounded() {
        StringBuilder open = new StringBuilder();
        StringBuilder close = new StringBuilder();
        for (int depth = 1; depth < JsonReader.MAX_DEPTH; depth++) {
            open.append("{\"a\":");
            close.append('}');
        }
        assertTrue(parse(open + "{}" + close).has("a"));
        assertTrue(refusal(open + "{\"a\":1}" + close).contains("nested deeper than 64"));
        JsonObject deep = parse(open + "{}" + close);
        assertThrows(
                IllegalArgumentException.class,
                () -> JsonObject.of().with("x", JsonObject.of().with("a", deep)).toString());
        assertTrue(JsonReader.read("text", "{\"a\":[1,2]}", 3).has("a"));
        assertThrows(JsonException.class, () -> JsonReader.read("text", "{\"a\":[1,2,3]}", 3));
    }

    @Test
    void numbersKeepTheirBits() {
        long seed = 3;
        Random random = new Random(seed);
        List<Float> specials = new ArrayList<>(List.of(0f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 1e-40f, 16777216f));
        for (int i = 0; i < 100_000; i++) {
            float number = i < specials.size() ? specials.get(i) : Float.intBitsToFloat(random.nextInt());
            double wide = Double.longBitsToDouble(random.nextLong());
            long whole = random.nextLong();
            JsonObject read = parse(JsonObject.of()
                    .with("f", number)
                    .with("d", wide)
                    .with("l", whole)
                    .toString());
            String message = "seed " + seed + ", round " + i;
            assertEquals(whole, read.getLong("l"), message);
            if (Float.isFinite(number)) {
                assertEquals(Float.floatToIntBits(number), Float.floatToIntBits(read.getFloat("f")), message);
            } else {
                assertFalse(read.has("f"), message);
            }
            if (Double.isFinite(wide)) {
                assertEquals(Double.doubleToLongBits(wide), Double.doubleToLongBits(read.getDouble("d")), message);
            }
        }
    }

    @Test
    void everyCharacterSurvives() {
        StringBuilder all = new StringBuilder();
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            all.append((char) c);
        }
        all.append("😀").append("\ude00\ud83d"); // a pair, and one the wrong way round
        String text = all.toString();
        JsonObject object = JsonObject.of().with(text, text);
        assertEquals(object, parse(object.toString()));
        assertEquals(text, parse(object.toString()).getString(text));
    }
}
