package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lanewise.io.JsonObject;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TabularModelTest {

    /** The categories of the course's 22 columns of Rossmann, the unknown one counted. */
    private static final List<Integer> ROSSMANN =
            Arrays.asList(1116, 8, 4, 13, 32, 3, 26, 27, 5, 4, 4, 24, 9, 13, 53, 22, 7, 7, 4, 4, 9, 9);

    private static TabularModel net(Parameters parameters, TabularSpec spec, List<Integer> counts, int width) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            names.add("c" + i);
        }
        return TabularModel.of(parameters, spec, names, counts, width, 1, spec.hasRange());
    }

    /** B4. */
    @Test
    void theCoursesRuleGivesItsSizesAndItsNumberOfParameters() {
        int[] sizes = {50, 4, 2, 7, 16, 2, 13, 14, 3, 2, 2, 12, 5, 7, 27, 11, 4, 4, 2, 2, 5, 5};
        assertArrayEquals(
                sizes, ROSSMANN.stream().mapToInt(EmbeddingRule.COURSE::width).toArray());
        Parameters eighteen = Parameters.init(1);
        net(eighteen, TabularSpec.course(1000, 500), ROSSMANN, 18);
        assertEquals(778_492, eighteen.count());
        Parameters sixteen = Parameters.init(1);
        net(sixteen, TabularSpec.course(1000, 500), ROSSMANN, 16);
        assertEquals(776_488, sixteen.count());
        Parameters normed = Parameters.init(1);
        net(normed, TabularSpec.course(1000, 500).batchNorm(true, true), ROSSMANN, 18);
        assertEquals(778_492 + 3_000, normed.count());
    }

    @Test
    void fastaisRuleGivesItsSizes() {
        int[] sizes = {81, 5, 3, 7, 11, 3, 10, 10, 4, 3, 3, 9, 5, 7, 15, 9, 5, 5, 3, 3, 5, 5};
        assertArrayEquals(
                sizes, ROSSMANN.stream().mapToInt(EmbeddingRule.FASTAI::width).toArray());
        List<Integer> withIndicators = new ArrayList<>(ROSSMANN);
        withIndicators.addAll(Arrays.asList(3, 3));
        TabularModel net = net(Parameters.init(1), TabularSpec.layers(200, 100), withIndicators, 16);
        assertEquals(
                233, net.hidden().layers().get(0).parameters().get(0).shape().size(1));
        assertEquals(600, EmbeddingRule.FASTAI.width(1_000_000));
    }

    @Test
    void initialValuesAreThoseOfTheirTime() {
        TabularModel course = net(Parameters.init(1), TabularSpec.course(400), List.of(2000, 9), 20);
        float[] table = course.embeddings().get(0).weight().value().toArray();
        float bound = 2f / 51;
        float most = 0;
        for (float value : table) {
            most = Math.max(most, Math.abs(value));
        }
        assertTrue(most <= bound && most > 0.99f * bound, "largest " + most);
        float[] weight =
                course.hidden().layers().get(0).parameters().get(0).value().toArray();
        assertEquals(Math.sqrt(2.0 / 75), deviation(weight), 0.003);
        TabularModel fastai = net(Parameters.init(1), TabularSpec.layers(400), List.of(2000, 9), 20);
        float[] small = fastai.embeddings().get(0).weight().value().toArray();
        // A normal cut off at two deviations has 0.8796 of the deviation.
        assertEquals(0.008796, deviation(small), 1e-4);
        for (float value : small) {
            assertTrue(Math.abs(value) <= 0.02f, "value " + value);
        }
    }

    private static double deviation(float... values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }

    @Test
    void theNetIsEmbeddingsBesideNormedNumbersThroughItsLayers() {
        Parameters parameters = Parameters.init(7);
        TabularSpec spec = TabularSpec.course(3).range(-1, 2);
        TabularModel net = net(parameters, spec, List.of(4, 3), 2);
        for (Parameter parameter : parameters.all()) {
            Rng rng = Rng.of(parameter.name().hashCode());
            float[] values = new float[parameter.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = 0.2f + rng.nextFloat();
            }
            parameter.set(Tensor.of(values).reshape(parameter.shape().sizes()));
        }
        int[] codes = {3, 0, 1, 2};
        float[] numbers = {0.5f, -1.5f, 2, 0.25f};
        Tensor out =
                net.forward(new TabularInput(IntTensor.of(codes, 2, 2), Tensor.of(numbers, 2, 2)), Pass.inference());
        assertEquals("[2]", out.shape().toString());
        for (int row = 0; row < 2; row++) {
            List<Double> x = new ArrayList<>();
            for (int table = 0; table < 2; table++) {
                float[] weight = net.embeddings().get(table).weight().value().toArray();
                int width = net.embeddings().get(table).weight().shape().size(1);
                for (int j = 0; j < width; j++) {
                    x.add((double) weight[codes[2 * table + row] * width + j]);
                }
            }
            for (int j = 0; j < 2; j++) {
                double mean = value(parameters, "continuous.running_mean", j);
                double variance = value(parameters, "continuous.running_var", j);
                x.add((numbers[2 * row + j] - mean)
                                / Math.sqrt(variance + 1e-5)
                                * value(parameters, "continuous.weight", j)
                        + value(parameters, "continuous.bias", j));
            }
            double y = value(parameters, "output.bias", 0);
            for (int k = 0; k < 3; k++) {
                double z = value(parameters, "hidden.0.linear.bias", k);
                for (int j = 0; j < x.size(); j++) {
                    z += value(parameters, "hidden.0.linear.weight", k * x.size() + j) * x.get(j);
                }
                y += value(parameters, "output.weight", k) * Math.max(0, z);
            }
            assertEquals(3 / (1 + Math.exp(-y)) - 1, out.get(row), 1e-5);
        }
    }

    private static double value(Parameters parameters, String name, int index) {
        for (Parameter parameter : parameters.all()) {
            if (parameter.name().equals(name)) {
                return parameter.value().toArray()[index];
            }
        }
        throw new AssertionError("no parameter " + name + " among " + parameters.all());
    }

    @Test
    void groupsHoldEveryParameterOnce() {
        Parameters parameters = Parameters.init(1);
        TabularModel net = net(parameters, TabularSpec.layers(5, 4), List.of(4, 3), 2);
        Set<Parameter> seen = new HashSet<>();
        int count = 0;
        for (List<Parameter> group : net.groups()) {
            seen.addAll(group);
            count += group.size();
        }
        assertEquals(3, net.groups().size());
        assertEquals(2, net.groups().get(0).size());
        assertEquals(2, net.groups().get(2).size());
        assertEquals(count, seen.size());
        assertEquals(new HashSet<>(parameters.all()), seen);
        assertEquals(parameters.all().size(), net.parameters().size());
    }

    @Test
    void netsOfNumbersOrCategoriesAlone() {
        TabularModel numbers = net(Parameters.init(1), TabularSpec.layers(5), List.of(), 3);
        TabularInput input = new TabularInput(IntTensor.of(new int[0], 0, 2), Tensor.ones(2, 3));
        assertEquals(2, numbers.forward(input, Pass.inference()).elements());
        TabularModel categories = net(Parameters.init(1), TabularSpec.course(5), List.of(4, 3), 0);
        TabularInput codes = new TabularInput(IntTensor.of(new int[] {1, 2, 0, 2}, 2, 2), Tensor.zeros(2, 0));
        assertEquals(2, categories.forward(codes, Pass.inference()).elements());
    }

    @Test
    void aSpecificationComesBackFromItsText() {
        TabularSpec spec = TabularSpec.course(30, 20)
                .dropout(0.001f, 0.01f)
                .embeddingDropout(0.04f)
                .width("shop", 5)
                .rule(EmbeddingRule.FASTAI)
                .batchNorm(true, false)
                .range(0, 12.7616f);
        assertEquals(
                spec,
                TabularSpec.fromJson(JsonObject.parse("spec", spec.toJson().toString())));
        TabularSpec open = TabularSpec.linear();
        assertEquals(
                open,
                TabularSpec.fromJson(JsonObject.parse("spec", open.toJson().toString())));
    }

    @Test
    void wrongSpecificationsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> TabularSpec.layers(0));
        assertThrows(IllegalArgumentException.class, () -> TabularSpec.layers(5).dropout(0.1f, 0.1f));
        assertThrows(IllegalArgumentException.class, () -> TabularSpec.layers(5).dropout(1.5f));
        assertThrows(IllegalArgumentException.class, () -> TabularSpec.layers(5).embeddingDropout(-1));
        assertThrows(IllegalArgumentException.class, () -> TabularSpec.layers(5).range(3, 1));
        assertThrows(IllegalArgumentException.class, () -> TabularSpec.layers(5).width("shop", 0));
    }
}
