package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.io.JsonObject;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class CollabModelTest {

    /** C1: the course's model has 671 users and 9,066 items at 51 numbers each; ours two rows more. */
    @Test
    void parameterCountOfTheCoursesModel() {
        Parameters parameters = Parameters.init(1);
        DotBias.factors(50).range(0.5f, 5).model(parameters, 671, 9066);
        assertEquals(496_689, parameters.count());
        assertEquals(496_587, parameters.count() - 2 * 51);
    }

    /** The course's check of the dot product: rows [1, 2], [3, 4] with [2, 2], [10, 10] give 6 and 70. */
    @Test
    void embeddingDotIsTheDotProductOfTheRows() {
        Parameters parameters = Parameters.init(1);
        CollabModel model = EmbeddingDot.factors(2).model(parameters, 2, 2);
        model.userFactors().weight().set(Tensor.of(new float[][] {{0, 0}, {1, 2}, {3, 4}}));
        model.itemFactors().weight().set(Tensor.of(new float[][] {{0, 0}, {2, 2}, {10, 10}}));
        Tensor ratings = model.forward(new Pairs(IntTensor.vector(1, 2), IntTensor.vector(1, 2)), Pass.inference());
        assertArrayEquals(new float[] {6, 70}, ratings.toArray());
    }

    @Test
    void dotBiasSqueezesDotAndBiasesIntoTheRange() {
        Parameters parameters = Parameters.init(1);
        CollabModel model = DotBias.factors(2).range(0.5f, 5).model(parameters, 1, 1);
        model.userFactors().weight().set(Tensor.of(new float[][] {{0, 0}, {0.5f, -1}}));
        model.itemFactors().weight().set(Tensor.of(new float[][] {{0, 0}, {2, 0.25f}}));
        model.userTables().get(1).weight().set(Tensor.of(new float[][] {{0}, {0.3f}}));
        model.itemTables().get(1).weight().set(Tensor.of(new float[][] {{0}, {-0.2f}}));
        Tensor rating = model.forward(new Pairs(IntTensor.vector(1), IntTensor.vector(1)), Pass.inference());
        double expected = 0.5 + 4.5 / (1 + Math.exp(-(0.75 + 0.3 - 0.2)));
        assertEquals(expected, rating.toArray()[0], 1e-5);
    }

    @Test
    void initialValuesAreTheCourses() {
        assertWithin(DotBias.factors(50).range(0.5f, 5), -0.05f, 0.05f);
        assertWithin(DotBias.factors(50).range(0.5f, 5).init(0.01f), -0.01f, 0.01f);
        assertWithin(EmbeddingDot.factors(50), 0, 0.05f);
    }

    private static void assertWithin(CollabSpec spec, float low, float high) {
        Parameters parameters = Parameters.init(1);
        spec.model(parameters, 100, 100);
        for (Parameter parameter : parameters.all()) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (float value : parameter.value().toArray()) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            float slack = (high - low) / 10;
            assertTrue(least >= low && least < low + slack, () -> spec + " " + parameter);
            assertTrue(most <= high && most > high - slack, () -> spec + " " + parameter);
        }
    }

    @Test
    void printsItsLayers() {
        CollabModel model = EmbeddingNet.factors(50).range(0, 5.5f).model(Parameters.init(1), 671, 9066);
        assertEquals("""
                EmbeddingNet(
                  (user_factors): Embedding(672, 50)
                  (item_factors): Embedding(9067, 50)
                  (layers): Sequential(
                    (0): Dropout(p=0.05)
                    (1): Linear(in_features=100, out_features=10)
                    (2): ReLU()
                    (3): Dropout(p=0.5)
                    (4): Linear(in_features=10, out_features=1)
                  )
                )""", model.toString());
    }

    @Test
    void theRangeComesFromTheDataUnlessGiven() {
        assertEquals(DotBias.factors(5).range(1, 4), DotBias.factors(5).fitTo(1, 4));
        assertEquals(
                DotBias.factors(5).range(0, 6), DotBias.factors(5).range(0, 6).fitTo(1, 4));
        assertEquals(
                EmbeddingNet.factors(5).range(0, 5.5f), EmbeddingNet.factors(5).fitTo(0.5f, 5));
    }

    @Test
    void aSpecificationSurvivesItsJson() {
        for (CollabSpec spec : new CollabSpec[] {
            DotBias.factors(7).range(-1, 2.5f),
            EmbeddingDot.factors(3),
            EmbeddingNet.factors(4).hidden(20).dropout(0.1f, 0).range(0, 5.5f)
        }) {
            JsonObject json = JsonObject.parse("test", spec.toJson().toString());
            assertEquals(spec, CollabSpec.fromJson(json));
        }
        JsonObject unknown = JsonObject.of().with("model", "Forest");
        assertThrows(IllegalArgumentException.class, () -> CollabSpec.fromJson(unknown));
    }

    @Test
    void badSizesAndRangesAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> DotBias.factors(0));
        assertThrows(IllegalArgumentException.class, () -> DotBias.factors(5).range(5, 5));
        assertThrows(
                IllegalArgumentException.class, () -> EmbeddingNet.factors(5).hidden(-1));
    }

    @Test
    void aRangeMustBeWholeOrOpen() {
        DotBias spec = DotBias.factors(5);
        assertThrows(IllegalArgumentException.class, () -> spec.range(Float.NaN, 10));
        assertThrows(IllegalArgumentException.class, () -> spec.range(0, Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> spec.init(Float.NaN));
        assertThrows(
                IllegalArgumentException.class, () -> EmbeddingNet.factors(5).dropout(2, 0));
    }
}
