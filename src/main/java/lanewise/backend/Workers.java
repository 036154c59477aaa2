package lanewise.backend;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
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
    private static final Job ENDED = new Job(0, part -> {});

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
    void run(int parts, IntConsumer task) {
        if (parts <= 1 || threads == 1 || !lock.tryLock()) {
            for (int part = 0; part < parts; part++) {
                task.accept(part);
            }
            return;
        }
        try {
            Job job = new Job(parts, task);
            for (int i = 0; i < Math.min(parts, threads) - 1; i++) {
                give(i, job);
            }
            job.work();
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

    /** The parts of one call; whoever is free takes the next. */
    private static final class Job {
        private final int parts;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Job(int parts, IntConsumer task) {
            this.parts = parts;
            this.task = task;
        }

        void work() {
            for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
                try {
                    task.accept(part);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    ended.incrementAndGet();
                }
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
        private final AtomicReference<@Nullable Job> mailbox;

        /** Set before the mailbox is looked into for the last time: waking a helper that spins costs more than the wait. */
        private volatile boolean asleep;

        Helper(int number, Job first) {
            super("lanewise-worker-" + number);
            setDaemon(true);
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
                job.work();
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
