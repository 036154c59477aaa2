package lanewise.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

    private final Workers workers = new Workers(4);

    /** The threads that took part in a job of four parts that only four threads can finish. */
    private Set<Thread> allThreads() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(4);
        workers.run(4, (part, thread) -> {
            threads.add(Thread.currentThread());
            together.countDown();
            try {
                assertTrue(together.await(30, TimeUnit.SECONDS), "four threads at a time");
            } catch (InterruptedException interrupted) {
                fail(interrupted);
            }
        });
        return threads;
    }

    @Test
    void everyPartRunsOnce() {
        runAndCount();
    }

    private void runAndCount() {
        for (int round = 0; round < 2_000; round++) {
            int parts = round % 9;
            AtomicIntegerArray runs = new AtomicIntegerArray(9);
            workers.run(parts, (part, thread) -> runs.incrementAndGet(part));
            for (int part = 0; part < 9; part++) {
                assertEquals(part < parts ? 1 : 0, runs.get(part), "round " + round + ", part " + part);
            }
        }
    }

    /** So that each writes its own stretch of memory, and the same one in the next call. */
    @Test
    void everyThreadBeginsWithNeighboursOfItsOwn() {
        for (int round = 0; round < 20; round++) {
            CountDownLatch together = new CountDownLatch(4);
            AtomicIntegerArray threads = new AtomicIntegerArray(12);
            workers.run(12, (part, thread) -> {
                threads.set(part, thread);
                if (part % 3 == 0) {
                    together.countDown();
                    try {
                        assertTrue(together.await(30, TimeUnit.SECONDS), "four threads at a time");
                    } catch (InterruptedException interrupted) {
                        fail(interrupted);
                    }
                }
            });
            for (int thread = 0; thread < 4; thread++) {
                assertEquals(thread, threads.get(3 * thread), "round " + round);
            }
        }
    }

    /** Memory that belongs to a number is used by one part at a time. */
    @Test
    void noTwoPartsRunAtATimeWithOneNumber() {
        AtomicIntegerArray busy = new AtomicIntegerArray(4);
        for (int round = 0; round < 500; round++) {
            workers.run(40, (part, thread) -> {
                assertEquals(1, busy.incrementAndGet(thread));
                busy.decrementAndGet(thread);
            });
        }
    }

    @Test
    void whatThePartsWroteIsSeen() {
        int[] numbers = new int[4096];
        for (int round = 1; round < 1_000; round++) {
            int written = round;
            workers.run(4, (part, thread) -> {
                for (int i = part * 1024; i < (part + 1) * 1024; i++) {
                    numbers[i] = written;
                }
            });
            for (int number : numbers) {
                assertEquals(round, number);
            }
        }
    }

    @Test
    void helpersAreNamedDaemons() {
        Set<Thread> threads = allThreads();
        assertEquals(4, threads.size());
        assertTrue(threads.remove(Thread.currentThread()), "the caller takes part");
        Set<String> names = ConcurrentHashMap.newKeySet();
        for (Thread thread : threads) {
            assertTrue(thread.isDaemon(), thread.getName());
            names.add(thread.getName());
        }
        assertEquals(Set.of("lanewise-worker-1", "lanewise-worker-2", "lanewise-worker-3"), names);
    }

    @Test
    void oneThreadNeedsNoHelper() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new Workers(1).run(100, (part, thread) -> threads.add(Thread.currentThread()));
        workers.run(1, (part, thread) -> threads.add(Thread.currentThread()));
        assertEquals(Set.of(Thread.currentThread()), threads);
    }

    @Test
    void helpersEndWhenIdleAndComeBackWhenNeeded() throws InterruptedException {
        Set<Thread> first = allThreads();
        first.remove(Thread.currentThread());
        for (Thread thread : first) {
            thread.join(3_000);
            assertFalse(thread.isAlive(), thread.getName() + " is gone within three seconds");
        }
        Set<Thread> second = allThreads();
        assertEquals(4, second.size());
        second.removeAll(first);
        assertEquals(4, second.size());
    }

    @Test
    void helpersAreUsedAgainWhileTheyWait() throws InterruptedException {
        Set<Thread> first = allThreads();
        Thread.sleep(100);
        assertEquals(first, allThreads());
    }

    @Test
    void exceptionsPassThrough() {
        for (int thrower = 0; thrower < 4; thrower++) {
            int part = thrower;
            AtomicInteger ended = new AtomicInteger();
            IllegalStateException thrown = new IllegalStateException("part " + part);
            IllegalStateException caught = assertThrows(
                    IllegalStateException.class,
                    () -> workers.run(4, (i, thread) -> {
                        ended.incrementAndGet();
                        if (i == part) {
                            throw thrown;
                        }
                    }));
            assertSame(thrown, caught);
            assertEquals(4, ended.get(), "no part is still running when the exception arrives");
        }
        AssertionError error = new AssertionError("an error");
        assertSame(
                error,
                assertThrows(
                        AssertionError.class,
                        () -> workers.run(4, (i, thread) -> {
                            throw error;
                        })));
        assertEquals(4, allThreads().size(), "and the helpers live on");
    }

    @Test
    void callersAtTheSameTimeDoNotMixUp() throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 6; c++) {
            Thread caller = new Thread(() -> {
                try {
                    runAndCount();
                } catch (Throwable thrown) {
                    failure.set(thrown);
                }
            });
            caller.start();
            callers.add(caller);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertNull(failure.get());
    }

    @Test
    void aTaskMayCallAgain() {
        AtomicInteger inner = new AtomicInteger();
        workers.run(4, (part, thread) -> workers.run(4, (again, other) -> inner.incrementAndGet()));
        assertEquals(16, inner.get());
    }

    @Test
    void theInterruptOfTheCallerIsKept() {
        Thread.currentThread().interrupt();
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            workers.run(4, (part, thread) -> runs.incrementAndGet());
        }
        assertTrue(Thread.interrupted());
        assertEquals(400, runs.get());
    }
}
