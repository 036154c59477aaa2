package lanewise.backend;

import lanewise.kernel.Share;

/**
 * Shares the output of a kernel out over the threads of a CPU device, by units such as rows, by columns or by stretches of
 * fixed size. No reduction is ever split by the number of threads, so that number changes no bit.
 */
final class Sharing {

    /** Elements in a unit of sharing; a multiple of every lane count, so that a unit's tail is the range's tail. */
    private static final int GRAIN = 1024;

    /** Less work than this (in elements touched) is done before a second thread has woken up. */
    private static final long WORTH_SHARING = 32_768;

    private final Workers workers;

    Sharing(int threads) {
        workers = new Workers(threads);
    }

    /** Units {@code from} to {@code to} (exclusive); for elements, so many of them from {@code from}. */
    interface Range {
        void run(int from, int to);
    }

    int threads() {
        return workers.threads();
    }

    /** How many threads are worth so much work: one or all. */
    int threadsFor(long work) {
        return work < WORTH_SHARING ? 1 : workers.threads();
    }

    /** Runs {@code task} for each part from 0 to {@code parts} (exclusive), on all threads. */
    void parts(int parts, Workers.Task task) {
        workers.run(parts, task);
    }

    /** Runs {@code range} over all units, in equal parts on all threads when the work is worth it. */
    void units(int units, long workPerUnit, Range range) {
        int parts = Math.min(units, workers.threads());
        if (parts <= 1 || units * workPerUnit < WORTH_SHARING) {
            if (units > 0) {
                range.run(0, units);
            }
            return;
        }
        workers.run(
                parts,
                (part, thread) -> range.run(Share.start(units, part, parts), Share.start(units, part + 1, parts)));
    }

    /** Runs {@code stretch} over n elements. */
    void elements(int n, Range stretch) {
        if (n <= GRAIN) {
            stretch.run(0, n);
            return;
        }
        int units = (n + GRAIN - 1) / GRAIN;
        units(units, GRAIN, (from, to) -> stretch.run(from * GRAIN, Math.min(n, to * GRAIN) - from * GRAIN));
    }

    /** By columns, in stretches of a cache line and more. */
    void columns(int rows, int columns, Range range) {
        int width = 64;
        int units = (columns + width - 1) / width;
        units(units, (long) rows * width, (from, to) -> range.run(from * width, Math.min(columns, to * width)));
    }
}
