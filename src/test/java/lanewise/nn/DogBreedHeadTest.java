package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The heads of the lesson on dog breeds: they print layer for layer as there and have as many parameters. */
class DogBreedHeadTest {

    /** For each fully connected layer batch norm, dropout (none if its probability is 0), linear, and relu or log-softmax. */
    private static Sequential head(float[] dropouts, int... sizes) {
        Parameters parameters = Parameters.init(0);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i + 1 < sizes.length; i++) {
            layers.add(BatchNorm.of(parameters.scope(String.valueOf(layers.size())), sizes[i]));
            if (dropouts[i] > 0) {
                layers.add(Dropout.of(dropouts[i]));
            }
            layers.add(Linear.of(
                    parameters.scope(String.valueOf(layers.size())),
                    sizes[i],
                    sizes[i + 1],
                    Init.kaimingNormal(),
                    Init.zeros()));
            layers.add(i + 2 < sizes.length ? Activation.relu() : Activation.logSoftmax());
        }
        return new Sequential(layers);
    }

    private static void assertWeights(Sequential head, long... expected) {
        List<Summary.Row> rows =
                head.summary(2, expected[0] == 8192 ? 4096 : 1024).rows();
        assertArrayEquals(
                expected,
                rows.stream()
                        .mapToLong(Summary.Row::parameters)
                        .filter(count -> count > 0)
                        .toArray());
    }

    @Test
    void resnet34Of120Breeds() {
        Sequential head = head(new float[] {0.5f, 0.5f}, 1024, 512, 120);
        assertEquals("""
            Sequential(
              (0): BatchNorm1d(1024, eps=1e-05, momentum=0.1, affine=True)
              (1): Dropout(p=0.5)
              (2): Linear(in_features=1024, out_features=512)
              (3): ReLU()
              (4): BatchNorm1d(512, eps=1e-05, momentum=0.1, affine=True)
              (5): Dropout(p=0.5)
              (6): Linear(in_features=512, out_features=120)
              (7): LogSoftmax()
            )\
            """, head.toString());
        assertWeights(head, 2048, 524_800, 1024, 61_560);
    }

    @Test
    void resnet34Minimal() {
        Sequential head = head(new float[] {0}, 1024, 120);
        assertEquals("""
            Sequential(
              (0): BatchNorm1d(1024, eps=1e-05, momentum=0.1, affine=True)
              (1): Linear(in_features=1024, out_features=120)
              (2): LogSoftmax()
            )\
            """, head.toString());
        assertWeights(head, 2048, 123_000);
    }

    @Test
    void resnext101Of120Breeds() {
        Sequential head = head(new float[] {0.5f, 0.5f}, 4096, 512, 120);
        assertEquals("""
            Sequential(
              (0): BatchNorm1d(4096, eps=1e-05, momentum=0.1, affine=True)
              (1): Dropout(p=0.5)
              (2): Linear(in_features=4096, out_features=512)
              (3): ReLU()
              (4): BatchNorm1d(512, eps=1e-05, momentum=0.1, affine=True)
              (5): Dropout(p=0.5)
              (6): Linear(in_features=512, out_features=120)
              (7): LogSoftmax()
            )\
            """, head.toString());
        assertWeights(head, 8192, 2_097_664, 1024, 61_560);
    }

    @Test
    void resnet34OfTwoClasses() {
        Sequential head = head(new float[] {0.25f, 0.5f}, 1024, 512, 2);
        assertEquals("""
            Sequential(
              (0): BatchNorm1d(1024, eps=1e-05, momentum=0.1, affine=True)
              (1): Dropout(p=0.25)
              (2): Linear(in_features=1024, out_features=512)
              (3): ReLU()
              (4): BatchNorm1d(512, eps=1e-05, momentum=0.1, affine=True)
              (5): Dropout(p=0.5)
              (6): Linear(in_features=512, out_features=2)
              (7): LogSoftmax()
            )\
            """, head.toString());
        assertWeights(head, 2048, 524_800, 1024, 1026);
    }

    @Test
    void summary() {
        Sequential head = head(new float[] {0.5f, 0.5f}, 1024, 512, 120);
        head.layers().get(0).parameters().forEach(parameter -> parameter.trainable(false));
        // Of the first linear layer only the bias goes on learning.
        head.layers().get(2).parameters().get(0).trainable(false);
        Summary summary = head.summary(64, 1024);
        assertEquals("""
            Layer (type)         Output Shape              Param #  Trainable
            BatchNorm1d-1        [64, 1024]                  2,048  False
            Dropout-2            [64, 1024]                      0
            Linear-3             [64, 512]                 524,800  True
            ReLU-4               [64, 512]                       0
            BatchNorm1d-5        [64, 512]                   1,024  True
            Dropout-6            [64, 512]                       0
            Linear-7             [64, 120]                  61,560  True
            LogSoftmax-8         [64, 120]                       0

            Total params: 589,432
            Trainable params: 63,096
            Non-trainable params: 526,336\
            """, summary.toString());
        assertEquals(589_432, summary.parameters());
        assertEquals(512 + 1024 + 61_560, summary.trainableParameters());
    }

    @Test
    void aLayerThatRunsTwiceCountsOnce() {
        Linear shared = Linear.of(Parameters.init(0), 3, 3);
        // Another builder's parameters have the same names and are other parameters all the same.
        Linear other = Linear.of(Parameters.init(0), 3, 3);
        Summary summary = Sequential.of(shared, shared, other).summary(1, 3);
        assertEquals(
                List.of(12L, 0L, 12L),
                summary.rows().stream().map(Summary.Row::parameters).toList());
    }
}
