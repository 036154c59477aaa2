package lanewise.backend;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import lanewise.kernel.Share;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a CPU device. A helper thread is started by the first job that needs it, is a daemon, spins for some
 * microseconds after a job because the next one mostly follows at once, then sleeps, and ends after a second without
 * work: an application that is taken down leaves no thread behind.
 */
final class Workers {

    private static final int SPINS = 20_000;
    private static final long IDLE_NANOS = 1_000_000_000L;

    /** In a helper's mailbox: the helper has ended and takes no more jobs. */
    private static final Job ENDED = new Job(0, 1, (part, thread) -> {});

    /** What is done for a part, by the thread of a number from 0: no two parts of a job run at a time with one number. */
    interface Task {
        void run(int part, int thread);
    }

    private final int threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final @Nullable Helper[] helpers;

    Workers(int threads) {
        this.threads = threads;
        this.helpers = new Helper[threads - 1];
    }

    int threads() {
        return threads;
    }

    /**
     * Runs {@code task} for each part from 0 to {@code parts} (exclusive) on this thread and the helpers, and returns when
     * all have ended. A second thread that calls meanwhile computes its parts alone.
     */
    void run(int parts, Task task) {
        if (parts <= 1 || threads == 1 || !lock.tryLock()) {
            for (int part = 0; part < parts; part++) {
                task.run(part, 0);
            }
            return;
        }
        try {
            int takers = Math.min(parts, threads);
            Job job = new Job(parts, takers, task);
            for (int i = 0; i < takers - 1; i++) {
                give(i, job);
            }
            job.work(0);
            job.await();
        } finally {
            lock.unlock();
        }
    }

    private void give(int index, Job job) {
        Helper helper = helpers[index];
        if (helper == null || !helper.take(job)) {
            helper = new Helper(index + 1, job);
            helpers[index] = helper;
            helper.start();
        }
    }

    /**
     * The parts of one call. Each thread has neighbours of its own to begin with, the same in every call: lines of the cache
     * that two parts share then mostly belong to one thread, and what it wrote last time is still in its cache. Whoever is
     * done with them takes from the end of another's.
     */
    private static final class Job {

        /** Numbers from one thread's range to the next, which so lie on different lines of the cache. */
        private static final int APART = 8;

        private final int parts;
        private final int takers;
        private final Task task;

        /** For each thread the first part that is left, in the upper half, and the end of its range. */
        private final AtomicLongArray left;

        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(int parts, int takers, Task task) {
            this.parts = parts;
            this.takers = takers;
            this.task = task;
            left = new AtomicLongArray(takers * APART);
            for (int taker = 0; taker < takers; taker++) {
                long from = Share.start(parts, taker, takers);
                left.lazySet(taker * APART, from << 32 | Share.start(parts, taker + 1, takers));
            }
        }

        /** What the thread of this number does: its own parts, then others'. */
        void work(int number) {
            for (int i = 0; i < takers; i++) {
                int whose = (number + i) % takers;
                for (int part = take(whose, i == 0); part >= 0; part = take(whose, i == 0)) {
                    run(part, number);
                }
            }
        }

        /** The first or the last part that is left of a range, or -1. */
        private int take(int whose, boolean first) {
            while (true) {
                long range = left.get(whose * APART);
                int from = (int) (range >>> 32);
                int to = (int) range;
                if (from >= to) {
                    return -1;
                }
                long rest = first ? range + (1L << 32) : range - 1;
                if (left.compareAndSet(whose * APART, range, rest)) {
                    return first ? from : to - 1;
                }
            }
        }

        private void run(int part, int number) {
            try {
                task.run(part, number);
            } catch (Throwable thrown) {
                failure.compareAndSet(null, thrown);
            } finally {
                ended.incrementAndGet();
            }
        }

        /** The parts are of one size, so the wait is short: spinning beats being woken. */
        @SuppressWarnings("ThreadPriorityCheck") // yields only where there are more threads than cores
        void await() {
            for (int spin = 0; ended.get() < parts; spin++) {
                if (spin > SPINS) {
                    Thread.yield();
                }
            }
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
        }
    }

    private static final class Helper extends Thread {
        private final int number;
        private final AtomicReference<@Nullable Job> mailbox;

        /** Set before the mailbox is looked into for the last time: waking a helper that spins costs more than the wait. */
        private volatile boolean asleep;

        Helper(int number, Job first) {
            super("lanewise-worker-" + number);
            setDaemon(true);
            this.number = number;
            mailbox = new AtomicReference<>(first);
        }

        /** Returns false if this helper has ended. A job still in the mailbox was finished by the others and is dropped. */
        boolean take(Job job) {
            Job waiting = mailbox.get();
            while (waiting != ENDED) {
                if (mailbox.compareAndSet(waiting, job)) {
                    if (asleep) {
                        LockSupport.unpark(this);
                    }
                    return true;
                }
                waiting = mailbox.get();
            }
            return false;
        }

        @Override
        public void run() {
            while (true) {
                Job job = nextJob();
                if (job == null) {
                    return;
                }
                job.work(number);
            }
        }

        private @Nullable Job nextJob() {
            for (int spin = 0; spin < SPINS; spin++) {
                if (mailbox.get() != null) {
                    return mailbox.getAndSet(null);
                }
            }
            asleep = true;
            long deadline = System.nanoTime() + IDLE_NANOS;
            while (mailbox.get() == null) {
                long left = deadline - System.nanoTime();
                if (left <= 0 && mailbox.compareAndSet(null, ENDED)) {
                    return null;
                }
                LockSupport.parkNanos(this, Math.max(left, 1));
            }
            asleep = false;
            return mailbox.getAndSet(null);
        }
    }
}
