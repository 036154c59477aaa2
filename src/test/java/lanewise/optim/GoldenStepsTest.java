package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Linear;
import lanewise.nn.Loss;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Twenty steps of a small net against PyTorch 1.13: the loss of each step, and all weights and running statistics at the
 * end. No bias stands before the batch norm, since its gradient is zero but for rounding, which Adam would amplify. The
 * program that made the numbers:
 *
 * <pre>
 * import torch
 * from torch import arange, nn, optim
 *
 * def cos(shape, step):
 *     n = torch.Size(shape).numel()
 *     return nn.Parameter((arange(n, dtype=torch.float64) * step).cos().mul(0.5).float().reshape(shape))
 *
 * def show(name, numbers):
 *     print(name)
 *     for i in range(0, len(numbers), 10):
 *         print("   ", " ".join(f"{v:.6f}" for v in numbers[i : i + 10]))
 *
 * def train(name, make, clip=float("inf")):
 *     embed, hidden, norm, out = nn.Embedding(5, 2), nn.Linear(4, 3, bias=False), nn.BatchNorm1d(3), nn.Linear(3, 3)
 *     embed.weight, hidden.weight, out.weight, out.bias = cos([5, 2], 1), cos([3, 4], 2), cos([3, 3], 3), cos([3], 4)
 *     net = nn.Sequential(embed, nn.Flatten(), hidden, norm, nn.ReLU(), nn.Dropout(0), out)
 *     optimizer = make(net.parameters())
 *     losses = []
 *     for step in range(20):
 *         ids = torch.tensor([[(r + step) % 5, r * r % (2 + step % 3)] for r in range(6)])
 *         loss = nn.functional.cross_entropy(net(ids), torch.tensor([(r * r + r // 2) % 3 for r in range(6)]))
 *         optimizer.zero_grad()
 *         loss.backward()
 *         nn.utils.clip_grad_norm_(net.parameters(), clip)
 *         optimizer.step()
 *         losses.append(loss.item())
 *     show(name + " losses", losses)
 *     show(name + " weights", torch.cat([p.flatten() for p in net.parameters()]
 *          + [norm.running_mean, norm.running_var]).tolist())
 *
 * train("adam", lambda p: optim.Adam(p, lr=0.02))
 * train("adamCoupled", lambda p: optim.Adam(p, lr=0.02, betas=(0.8, 0.99), eps=1e-5, weight_decay=0.1))
 * train("adamW", lambda p: optim.AdamW(p, lr=0.02, weight_decay=0.1))
 * train("sgd", lambda p: optim.SGD(p, lr=0.1, momentum=0.9))
 * train("nesterov", lambda p: optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True))
 * train("sgdCoupled", lambda p: optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.05))
 * train("rmsProp", lambda p: optim.RMSprop(p, lr=0.005))
 * train("rmsPropCentered", lambda p: optim.RMSprop(
 *     p, lr=0.005, alpha=0.9, eps=1e-3, momentum=0.5, centered=True, weight_decay=0.1))
 * train("adagrad", lambda p: optim.Adagrad(p, lr=0.05))
 * train("adagradDecayed", lambda p: optim.Adagrad(
 *     p, lr=0.05, lr_decay=0.1, initial_accumulator_value=0.01, eps=1e-5, weight_decay=0.1))
 * train("rAdam", lambda p: optim.RAdam(p, lr=0.05))
 * train("rAdamCoupled", lambda p: optim.RAdam(p, lr=0.05, betas=(0.8, 0.99), eps=1e-5, weight_decay=0.1))
 * train("clipped", lambda p: optim.SGD(p, lr=0.5), clip=0.3)
 * </pre>
 */
@Tag("lane")
class GoldenStepsTest {

    private static final float TOLERANCE = 1e-5f;

    private final Parameters parameters = Parameters.init(0);
    private final Embedding embed = Embedding.of(parameters.scope("embed"), 5, 2, cos(1));
    private final Linear hidden = Linear.withoutBias(parameters.scope("hidden"), 4, 3);
    private final Linear out = Linear.of(parameters.scope("out"), 3, 3, cos(3), cos(4));
    private final BatchNorm norm = BatchNorm.of(parameters.scope("norm"), 3);
    private final Sequential net = Sequential.of(hidden, norm, Activation.relu(), Dropout.of(0), out);

    /** Half the cosine of 0, step, 2 step, ... */
    private static Init cos(int step) {
        return (shape, rng) -> {
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.cos((double) i * step) * 0.5f;
            }
            return values;
        };
    }

    private static void check(OptimizerSpec spec, float clipNorm, String losses, String weights) {
        new GoldenStepsTest().run(spec, clipNorm, losses, weights);
    }

    private void run(OptimizerSpec spec, float clipNorm, String losses, String weights) {
        hidden.weight().set(Tensor.of(cos(2).values(hidden.weight().shape(), Rng.of(0)), 3, 4));
        Optimizer optimizer = spec.on(parameters);
        optimizer.clipNorm(clipNorm);
        float[] actual = new float[20];
        for (int step = 0; step < actual.length; step++) {
            Pass pass = Pass.training(Rng.of(step));
            Tensor rows = embed.forward(ids(step), pass).reshape(6, 4);
            Tensor loss = Loss.crossEntropy().of(net.forward(rows, pass), CLASSES);
            actual[step] = loss.item();
            optimizer.step(loss.backward());
        }
        assertArrayEquals(numbers(losses), actual, TOLERANCE, "losses of " + spec);
        List<Parameter> order = new ArrayList<>(embed.parameters());
        order.addAll(hidden.parameters());
        order.addAll(List.of(norm.weight(), norm.bias()));
        order.addAll(out.parameters());
        order.addAll(List.of(norm.runningMean(), norm.runningVariance()));
        Tensor all = Tensor.zeros(0);
        for (Parameter parameter : order) {
            all = Tensor.concat(0, all, parameter.value().detach().reshape(-1));
        }
        assertArrayEquals(numbers(weights), all.toArray(), TOLERANCE, "weights of " + spec);
    }

    private static IntTensor ids(int step) {
        int[] ids = new int[12];
        for (int row = 0; row < 6; row++) {
            ids[2 * row] = (row + step) % 5;
            ids[2 * row + 1] = row * row % (2 + step % 3);
        }
        return IntTensor.of(ids, 6, 2);
    }

    /** Row r is of class (r * r + r / 2) % 3. */
    private static final IntTensor CLASSES = IntTensor.vector(0, 1, 2, 1, 0, 0);

    private static float[] numbers(String text) {
        String[] words = text.trim().split("\\s+", -1);
        float[] numbers = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Float.parseFloat(words[i]);
        }
        return numbers;
    }

    @Test
    void adam() {
        String losses = """
            1.211537 1.267388 1.065683 0.849537 1.103038 0.960545 1.144375 1.341115 0.746006 1.165121
            1.109200 1.043611 0.997626 0.915848 1.111798 0.849420 1.142063 0.978471 0.733536 1.104911
            """;
        String weights = """
            0.345694 0.406363 -0.016984 -0.608961 -0.424468 0.245975 0.424425 0.411838 -0.023193 -0.609065
            0.354848 -0.342999 -0.201056 0.612460 -0.133753 -0.552628 0.284989 -0.071279 -0.510316 0.414296
            0.308103 -0.395898 1.058782 0.923508 0.775967 0.020595 0.016070 -0.258948 0.573747 -0.302190
            0.323654 -0.506428 0.364861 -0.140362 0.274705 -0.412476 0.061814 0.213426 0.024761 -0.437406
            -0.080438 0.051114 0.055232 0.200637 0.195899 0.176686
            """;
        check(Adam.lr(0.02f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void adamCoupled() {
        String losses = """
            1.211537 1.262377 1.084731 0.892179 1.092038 0.982418 1.172097 1.256557 0.796739 1.151431
            1.062729 1.074208 1.001891 0.921745 1.097390 0.915680 1.105132 0.989279 0.833290 1.054478
            """;
        String weights = """
            0.301089 0.259594 -0.033070 -0.452245 -0.290524 0.204386 0.346310 0.284229 -0.024556 -0.389324
            0.331733 -0.263823 -0.188334 0.485698 -0.081842 -0.425646 0.234799 -0.063520 -0.389950 0.365306
            0.261306 -0.343762 0.735086 0.698665 0.690053 0.066977 -0.001383 -0.199259 0.431687 -0.224935
            0.267040 -0.341668 0.256035 -0.122532 0.180546 -0.261502 0.023392 0.224304 -0.007533 -0.391640
            -0.067135 0.036274 0.049671 0.158282 0.158975 0.149559
            """;
        check(Adam.lr(0.02f).betas(0.8f, 0.99f).eps(1e-5f).weightDecay(0.1f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void adamW() {
        String losses = """
            1.211537 1.266421 1.065138 0.850654 1.101787 0.960546 1.139873 1.331102 0.752131 1.158715
            1.103434 1.039255 0.998229 0.921329 1.104632 0.855067 1.133283 0.980727 0.747105 1.097275
            """;
        String weights = """
            0.329565 0.392622 -0.013473 -0.586813 -0.408559 0.237981 0.407231 0.395440 -0.022056 -0.587115
            0.339631 -0.329751 -0.191403 0.590602 -0.128415 -0.533210 0.271119 -0.071662 -0.489967 0.399872
            0.297659 -0.378590 1.021886 0.887687 0.743860 0.025685 0.016069 -0.251070 0.557196 -0.286616
            0.311046 -0.490258 0.351152 -0.132400 0.261465 -0.400830 0.055226 0.221562 0.029236 -0.429155
            -0.076494 0.048663 0.052538 0.193372 0.188769 0.171570
            """;
        check(AdamW.lr(0.02f).decoupledWeightDecay(0.1f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void sgd() {
        String losses = """
            1.211537 1.284776 1.083309 0.794788 1.210993 0.877202 1.014107 1.212018 0.751231 1.076800
            1.117990 0.896403 0.985289 1.161215 0.986759 0.824248 1.187993 0.942492 0.805647 1.130074
            """;
        String weights = """
            -0.011626 0.689884 0.409157 -0.847092 -0.460474 0.462713 0.254013 0.292459 0.181370 -0.759592
            0.016127 -0.629714 0.067568 1.122195 -0.011629 -0.753504 0.104691 -0.531587 -0.519682 0.640097
            0.428560 -0.189365 0.974794 0.809794 0.497402 0.169508 -0.177112 -0.495952 0.531716 -0.098639
            0.034789 -0.476540 0.229634 0.398064 0.319417 -0.477928 -0.120522 0.320802 0.384331 -0.604704
            -0.109748 0.105365 0.058914 0.691661 0.340838 0.347498
            """;
        check(Sgd.lr(0.1f).momentum(0.9f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void nesterov() {
        String losses = """
            1.211537 1.275728 1.094907 0.757376 1.214947 0.870577 0.988581 1.195458 0.818980 1.068637
            1.136413 0.897428 0.982956 1.135084 0.993099 0.834081 1.168320 0.959686 0.807679 1.135331
            """;
        String weights = """
            0.037527 0.728771 0.355261 -0.843407 -0.416511 0.395500 0.215707 0.351784 0.180456 -0.794277
            -0.011125 -0.550134 0.067991 1.225053 -0.030157 -0.811974 0.148967 -0.171134 -0.430326 0.764073
            0.442027 -0.151925 0.977404 0.781987 0.521239 0.107669 -0.218651 -0.502903 0.544196 -0.152044
            0.048822 -0.476587 0.211163 0.374583 0.306984 -0.406054 -0.111075 0.328050 0.348218 -0.575840
            -0.120684 0.090776 0.055252 0.829887 0.302707 0.389008
            """;
        check(Sgd.lr(0.1f).nesterov(0.9f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void sgdCoupled() {
        String losses = """
            1.211537 1.282097 1.081657 0.802393 1.192472 0.886214 1.001483 1.158457 0.809933 1.039338
            1.073511 0.913435 0.980784 1.121898 0.967997 0.896371 1.085181 0.934381 0.904261 1.041970
            """;
        String weights = """
            -0.138212 0.467770 0.349586 -0.422529 -0.253790 0.290452 0.044087 0.093598 0.178110 -0.507310
            -0.146551 -0.380258 0.086429 0.707047 -0.008840 -0.326673 0.010264 -0.569719 -0.257258 0.390101
            0.262197 -0.014707 0.577902 0.447109 0.138365 0.282676 -0.080120 -0.345418 0.422410 0.015907
            -0.054244 -0.352051 0.176421 0.354768 0.110462 -0.359797 -0.149759 0.288325 0.298821 -0.538668
            -0.039438 0.050447 0.032190 0.274503 0.198335 0.193614
            """;
        check(Sgd.lr(0.1f).momentum(0.9f).weightDecay(0.05f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void clipped() {
        String losses = """
            1.211537 1.285091 1.113726 0.933139 1.171295 1.015436 1.141341 1.329565 0.790947 1.154571
            1.140268 1.038075 1.002909 0.997952 1.067004 0.875536 1.154328 0.981931 0.778575 1.170686
            """;
        String weights = """
            0.360847 0.345269 0.023201 -0.584422 -0.368641 0.222724 0.437583 0.394338 -0.080551 -0.539537
            0.384164 -0.331415 -0.237328 0.614659 -0.100093 -0.533919 0.335429 -0.046823 -0.493426 0.437785
            0.264255 -0.407052 1.033992 0.900590 0.745919 0.115706 -0.074719 -0.230366 0.553115 -0.378192
            0.238740 -0.505380 0.324515 -0.002496 0.326858 -0.293257 0.076086 0.400554 0.080710 -0.380836
            -0.094209 0.064629 0.053812 0.186932 0.182176 0.169251
            """;
        check(Sgd.lr(0.5f), 0.3f, losses, weights);
    }

    @Test
    void rmsProp() {
        String losses = """
            1.211537 1.283343 1.083665 0.802195 1.159675 0.944475 1.087712 1.375271 0.743492 1.155897
            1.117893 1.028668 0.988145 0.955727 1.120898 0.870792 1.161854 0.978089 0.726792 1.076339
            """;
        String weights = """
            0.392900 0.344343 -0.075781 -0.564819 -0.400286 0.267061 0.428033 0.413001 -0.061823 -0.615733
            0.426302 -0.292102 -0.275572 0.530278 -0.075670 -0.520964 0.326073 -0.030501 -0.492967 0.420456
            0.256078 -0.449406 1.077659 0.928553 0.814811 0.049289 0.009927 -0.174921 0.546545 -0.351096
            0.347229 -0.535280 0.358891 -0.172196 0.292371 -0.397963 0.064485 0.273536 -0.029894 -0.388551
            -0.079127 0.052666 0.056350 0.168483 0.191726 0.174347
            """;
        check(RmsProp.lr(0.005f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void rmsPropCentered() {
        String losses = """
            1.211537 1.261141 1.115816 0.922839 1.093754 1.019677 1.189661 1.271742 0.813745 1.168807
            1.067375 1.111319 0.996281 0.896968 1.121990 0.942975 1.133823 0.984676 0.821488 1.048812
            """;
        String weights = """
            0.354758 0.277024 -0.083411 -0.477837 -0.305945 0.205084 0.371248 0.323465 -0.035726 -0.416161
            0.395563 -0.251070 -0.244470 0.482939 -0.054152 -0.434643 0.280905 -0.030519 -0.397794 0.321896
            0.239947 -0.395603 0.802915 0.747266 0.738388 0.002077 -0.009667 -0.141824 0.454647 -0.274777
            0.322482 -0.378497 0.287902 -0.179065 0.223219 -0.258765 0.063004 0.260250 -0.024757 -0.369872
            -0.067426 0.035735 0.052857 0.150146 0.163713 0.146548
            """;
        check(
                RmsProp.lr(0.005f)
                        .alpha(0.9f)
                        .eps(1e-3f)
                        .momentum(0.5f)
                        .centered(true)
                        .weightDecay(0.1f),
                Float.POSITIVE_INFINITY,
                losses,
                weights);
    }

    @Test
    void adagrad() {
        String losses = """
            1.211537 1.283343 1.083539 0.802206 1.159523 0.944663 1.088686 1.374992 0.743448 1.156758
            1.117807 1.029494 0.988381 0.949237 1.121392 0.866899 1.159330 0.975997 0.728730 1.080082
            """;
        String weights = """
            0.392531 0.343391 -0.066567 -0.574741 -0.404927 0.269776 0.432049 0.407987 -0.074135 -0.583128
            0.423122 -0.295484 -0.275563 0.529801 -0.077684 -0.519972 0.327123 -0.029146 -0.499828 0.416581
            0.259454 -0.444461 1.077649 0.928946 0.814647 0.047101 0.010777 -0.180084 0.549131 -0.351532
            0.347453 -0.534672 0.359151 -0.173339 0.290309 -0.396871 0.066997 0.274412 -0.034723 -0.382798
            -0.083149 0.052482 0.060076 0.169740 0.190283 0.174579
            """;
        check(Adagrad.lr(0.05f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void adagradDecayed() {
        String losses = """
            1.211537 1.271710 1.084415 0.850483 1.130977 0.986452 1.153981 1.277807 0.801528 1.164088
            1.080262 1.112858 1.002707 0.897399 1.140049 0.943097 1.156657 0.992719 0.800455 1.077173
            """;
        String weights = """
            0.389000 0.284051 -0.095568 -0.495128 -0.328471 0.202653 0.383022 0.348236 -0.039530 -0.431259
            0.392485 -0.264722 -0.252977 0.480533 -0.087637 -0.446536 0.307382 -0.015031 -0.418769 0.375756
            0.248856 -0.398970 0.858342 0.825249 0.811954 0.054671 -0.002080 -0.127935 0.471657 -0.333364
            0.348094 -0.401985 0.320778 -0.214837 0.240036 -0.275887 0.095552 0.332884 -0.124560 -0.254740
            -0.067622 0.037604 0.051461 0.150330 0.166325 0.150309
            """;
        check(
                Adagrad.lr(0.05f)
                        .lrDecay(0.1f)
                        .initialAccumulator(0.01f)
                        .eps(1e-5f)
                        .weightDecay(0.1f),
                Float.POSITIVE_INFINITY,
                losses,
                weights);
    }

    @Test
    void rAdam() {
        String losses = """
            1.211537 1.271670 1.068628 0.938883 1.092813 1.035524 1.263018 1.340624 0.854503 1.248093
            1.114121 1.244885 1.028947 0.853635 1.237768 1.003329 1.250019 1.016759 0.807185 1.104368
            """;
        String weights = """
            0.441090 0.306504 -0.109823 -0.556896 -0.352311 0.170533 0.437096 0.399396 -0.050255 -0.478242
            0.423746 -0.295489 -0.250882 0.564814 -0.099627 -0.466982 0.374726 0.016180 -0.493178 0.362242
            0.250170 -0.448573 1.008464 0.986025 0.940537 -0.004702 0.005840 -0.069934 0.524173 -0.459995
            0.428206 -0.460153 0.413275 -0.312133 0.308814 -0.302729 0.183963 0.448912 -0.246288 -0.143579
            -0.079176 0.046576 0.056000 0.162503 0.182998 0.156568
            """;
        check(RAdam.lr(0.05f), Float.POSITIVE_INFINITY, losses, weights);
    }

    @Test
    void rAdamCoupled() {
        String losses = """
            1.211537 1.269213 1.070544 0.942914 1.093262 1.035540 1.245762 1.318628 0.849892 1.224689
            1.100410 1.193923 1.016539 0.873407 1.192602 0.969397 1.196934 0.992865 0.787818 1.103859
            """;
        String weights = """
            0.386099 0.262322 -0.076777 -0.502664 -0.320583 0.181113 0.398579 0.335868 -0.046823 -0.449043
            0.384316 -0.279167 -0.224069 0.522876 -0.070070 -0.451616 0.315891 -0.017413 -0.461097 0.345046
            0.247606 -0.402143 0.887439 0.867857 0.832319 0.018694 0.001015 -0.120113 0.468842 -0.378566
            0.358390 -0.405180 0.355534 -0.237610 0.252981 -0.284138 0.118966 0.355465 -0.154552 -0.226938
            -0.072826 0.045584 0.050762 0.156478 0.169312 0.150466
            """;
        check(
                RAdam.lr(0.05f).betas(0.8f, 0.99f).eps(1e-5f).weightDecay(0.1f),
                Float.POSITIVE_INFINITY,
                losses,
                weights);
    }
}
