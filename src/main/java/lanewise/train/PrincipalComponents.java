package lanewise.train;

import java.util.List;
import lanewise.plot.ScatterPlot;

/**
 * Principal components of a matrix whose columns are the samples: of [features, samples] with few samples. The Gram matrix
 * of the centred samples is decomposed by Jacobi's rotations, in doubles.
 */
public final class PrincipalComponents {

    private static final int SWEEPS = 60;

    private PrincipalComponents() {}

    /**
     * The first components, [components][features], each of length 1 and with the sign that makes its largest score in size
     * positive.
     *
     * @throws IllegalArgumentException if there are fewer samples than components
     */
    public static float[][] ofColumns(float[][] matrix, int components) {
        int features = matrix.length;
        int samples = features == 0 ? 0 : matrix[0].length;
        if (components < 1 || components > samples) {
            throw new IllegalArgumentException(
                    "pca: the number of components must lie between 1 and " + samples + ", got " + components);
        }
        double[][] centred = centred(matrix, samples);
        double[][] gram = gram(centred, samples);
        double[][] vectors = diagonalise(gram);
        float[][] result = new float[components][];
        for (int c = 0; c < components; c++) {
            int index = largest(gram);
            gram[index][index] = Double.NEGATIVE_INFINITY;
            result[c] = unit(project(centred, vectors, index));
        }
        return result;
    }

    /**
     * A map of embeddings: the rows as points in the plane of their two largest components, each column less its mean. No other
     * plane has distances nearer to those of the rows.
     *
     * @param names of the rows
     * @param rows a hundred or so: the work grows with their number's cube
     */
    public static ScatterPlot map(String title, List<String> names, List<float[]> rows) {
        int width = rows.isEmpty() ? 0 : rows.get(0).length;
        float[][] columns = new float[width][rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < width; j++) {
                columns[j][i] = rows.get(i)[j];
            }
        }
        double[][] gram = gram(centred(columns, rows.size()), rows.size());
        double[][] vectors = diagonalise(gram);
        double[][] points = new double[2][rows.size()];
        for (int c = 0; c < Math.min(2, rows.size()); c++) {
            int index = largest(gram);
            double length = Math.sqrt(Math.max(0, gram[index][index]));
            gram[index][index] = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < vectors.length; i++) {
                points[c][i] = vectors[i][index] * length;
            }
        }
        return ScatterPlot.named(title, "component 1", "component 2", points[0], points[1], names);
    }

    /** Each feature less its mean over the samples. */
    private static double[][] centred(float[][] matrix, int samples) {
        double[][] centred = new double[matrix.length][samples];
        for (int f = 0; f < matrix.length; f++) {
            double mean = 0;
            for (int s = 0; s < samples; s++) {
                mean += matrix[f][s] / (double) samples;
            }
            for (int s = 0; s < samples; s++) {
                centred[f][s] = matrix[f][s] - mean;
            }
        }
        return centred;
    }

    private static double[][] gram(double[][] centred, int samples) {
        double[][] gram = new double[samples][samples];
        for (double[] feature : centred) {
            for (int i = 0; i < samples; i++) {
                for (int j = 0; j < samples; j++) {
                    gram[i][j] += feature[i] * feature[j];
                }
            }
        }
        return gram;
    }

    /** Rotates a symmetric matrix until it is diagonal; returns the eigenvectors as columns. */
    private static double[][] diagonalise(double[][] a) {
        int n = a.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (Math.abs(a[p][q]) > 1e-15 * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) {
                        rotate(a, vectors, p, q);
                        rotated = true;
                    }
                }
            }
            if (!rotated) {
                return vectors;
            }
        }
        return vectors;
    }

    /** The rotation of the axes p and q that makes a[p][q] zero (Golub and Van Loan, Matrix Computations, 8.5). */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double ratio = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
        double cosine = 1 / Math.sqrt(1 + tangent * tangent);
        double sine = tangent * cosine;
        for (double[] row : a) {
            turn(row, p, q, cosine, sine);
        }
        for (int j = 0; j < a.length; j++) {
            double atP = a[p][j];
            double atQ = a[q][j];
            a[p][j] = cosine * atP - sine * atQ;
            a[q][j] = sine * atP + cosine * atQ;
        }
        for (double[] row : vectors) {
            turn(row, p, q, cosine, sine);
        }
    }

    private static void turn(double[] row, int p, int q, double cosine, double sine) {
        double atP = row[p];
        double atQ = row[q];
        row[p] = cosine * atP - sine * atQ;
        row[q] = sine * atP + cosine * atQ;
    }

    /** The index of the largest eigenvalue left. */
    private static int largest(double[][] diagonal) {
        int best = 0;
        for (int i = 1; i < diagonal.length; i++) {
            if (diagonal[i][i] > diagonal[best][best]) {
                best = i;
            }
        }
        return best;
    }

    private static double[] project(double[][] centred, double[][] vectors, int index) {
        double[] scores = new double[centred.length];
        for (int f = 0; f < scores.length; f++) {
            for (int s = 0; s < vectors.length; s++) {
                scores[f] += centred[f][s] * vectors[s][index];
            }
        }
        return scores;
    }

    private static float[] unit(double[] scores) {
        double squares = 0;
        double extreme = 0;
        for (double score : scores) {
            squares += score * score;
            extreme = Math.abs(score) > Math.abs(extreme) ? score : extreme;
        }
        double length = Math.sqrt(squares) * (extreme < 0 ? -1 : 1);
        float[] unit = new float[scores.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (scores[i] / length);
        }
        return unit;
    }
}
