package lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures laid side by side. */
class ComparisonTest {

    private static String tables(String... lines) {
        List<Figure> figures =
                Stream.of(lines).filter(Figure::isOne).map(Figure::parse).collect(Collectors.toList());
        return Comparison.of(figures).toMarkdown();
    }

    @Test
    void moreOfGigaflopsIsBetterAndTheStrongestPeerCounts() {
        assertEquals(
                """
                ### W1, products of matrices, GF/s, 1 thread

                | W1 | lanewise | to the strongest | a | b |
                |---|--:|--:|--:|--:|
                | nn-32x32x32 | 60.0 | 1.20x | 50.0 (1.20x) | 30.0 (2.00x) |
                | nn-64x64x64 | 160 | 0.80x | 40.0 (4.00x) | 200 (0.80x) |
                | nt-512x512x512 | 100 | 1.00x | 100 (1.00x) |  |
                | geometric mean from 64 up |  |  | 2.00x | 0.80x |

                """,
                tables(
                        "lanewise,W1,nn-32x32x32,1,gflops,60",
                        "lanewise,W1,nn-64x64x64,1,gflops,160",
                        "lanewise,W1,nt-512x512x512,1,gflops,100",
                        "b,W1,nn-32x32x32,1,gflops,30",
                        "a,W1,nn-32x32x32,1,gflops,50",
                        "a,W1,nn-64x64x64,1,gflops,40",
                        "b,W1,nn-64x64x64,1,gflops,200",
                        "a,W1,nt-512x512x512,1,gflops,100",
                        "a,W1,avx512-fma,1,gflops,200",
                        "a,W1,nn-32x32x32,2,gflops,50"));
    }

    @Test
    void figuresOfACardStandApart() {
        assertEquals(
                """
                ### W3, the tabular net, milliseconds a step, a card

                | W3 | lanewise | to the strongest | torch-2.9 | torch-2.9 fused |
                |---|--:|--:|--:|--:|
                | train-bs8192 | 2.00 | 1.50x | 4.00 (2.00x) | 3.00 (1.50x) |
                | train-bs8192-tf32 | 1.00 | 2.00x |  | 2.00 (2.00x) |

                ### W7, start to the end of the first training step, seconds, a card

                | W7 | lanewise | to the strongest | torch-2.9 |
                |---|--:|--:|--:|
                | first-step | 0.800 | 5.00x | 4.00 (5.00x) |

                """,
                tables(
                        "lanewise,W3,train-bs8192,0,ms_per_step,2",
                        "lanewise,W3,train-bs8192-tf32,0,ms_per_step,1",
                        "torch-2.9,W3,train-bs8192,0,ms_per_step,4",
                        "torch-2.9,W3,train-bs8192-fused,0,ms_per_step,3",
                        "torch-2.9,W3,train-bs8192-tf32-fused,0,ms_per_step,2",
                        "lanewise,W7,first-step,0,first_step_s,0.8",
                        "torch-2.9,W7,first-step,0,first_step_s,4"));
    }

    @Test
    void lessOfSecondsIsBetterAndVariantsAreColumns() {
        assertEquals(
                """
                ### W2, an epoch of collaborative filtering, seconds, 2 threads

                | W2 | lanewise | to the strongest | torch fused-ftz | torch sparse |
                |---|--:|--:|--:|--:|
                | bs64-dense | 0.0400 | 25x | 1.00 (25x) | 2.00 (50x) |

                """,
                tables(
                        "lanewise,W2,bs64-dense,2,s_per_epoch,0.04",
                        "torch,W2,bs64-dense-fused-ftz,2,s_per_epoch,1",
                        "torch,W2,bs64-sparse,2,s_per_epoch,2"));
    }

    @Test
    void ofSeveralRunsTheMedianCounts() {
        String table = tables(
                "lanewise,W3,train-bs128,1,ms_per_step,5",
                "lanewise,W3,train-bs128,1,ms_per_step,9",
                "lanewise,W3,train-bs128,1,ms_per_step,4",
                "djl,W3,train-bs128,1,ms_per_step,10",
                "djl,W3,train-bs128,1,ms_per_step,20");
        assertTrue(table.contains("| train-bs128 | 5.00 | 3.00x | 15.0 (3.00x) |"), table);
    }

    @Test
    void aStartIsOneRowForEachLibrary() {
        assertEquals(
                """
                ### W7, start to first prediction

                | W7 | start, s | peak memory, MB | jars, MB | unpacked, MB | first start, s |
                |---|--:|--:|--:|--:|--:|
                | lanewise | 0.160 (1.00x) | 60.0 | 1.49 |  |  |
                | djl | 0.640 (4.00x) | 180 | 115 | 432 | 2.30 |
                """,
                tables(
                        "djl,W7,disk,2,jars_mb,115",
                        "djl,W7,disk,2,unpacked_mb,432",
                        "djl,W7,first,2,cold_start_s,2.3",
                        "djl,W7,first,2,peak_rss_mb,184",
                        "djl,W7,warm-cache,2,cold_start_s,0.64",
                        "djl,W7,warm-cache,2,peak_rss_mb,180",
                        "lanewise,W7,default,1,cold_start_s,0.16",
                        "lanewise,W7,default,1,peak_rss_mb,60",
                        "lanewise,W7,disk,1,jars_mb,1.49"));
    }

    @Test
    void whatIsNoFigureIsNotOne() {
        for (String line : List.of(
                "",
                "# a,W1,nn-32x32x32,1,gflops,50",
                "peer,workload,config,threads,metric,value",
                "a,W1,all,1,failed,0",
                "a,W1,nn-32x32x32,1,gflops,")) {
            assertFalse(Figure.isOne(line), line);
        }
    }
}
