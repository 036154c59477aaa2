/*
 * The threads of a block as fibers: each has a stack of its own and runs until it waits for the others of its warp or
 * block. A fiber is entered once with makecontext and then resumed with _longjmp, which asks nothing of the system.
 */
#include "fibers.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <ucontext.h>

#include "host.h"

Place running;

namespace {

const int MOST = 256;
const int WARP = 32;
const size_t STACK = 128 * 1024; /* what a signal handler of the JVM may need beside the kernel */

enum State { READY, AT_WARP, AT_BALLOT, AT_BLOCK, ENDED };

struct Fiber {
    jmp_buf resume;
    bool entered;
    State state;
    unsigned value;
    int mask;
    unsigned answer;
};

Fiber fibers[MOST];
char *stacks;
jmp_buf scheduler;
int current;
void (*body)(void *);
void *argument;
const char *complaint;

/* To the scheduler, which comes back when the others have come too. */
void hand_over(State state) {
    Fiber &fiber = fibers[current];
    fiber.state = state;
    if (_setjmp(fiber.resume) == 0) {
        _longjmp(scheduler, 1);
    }
}

void live() {
    for (;;) {
        body(argument);
        hand_over(ENDED);
    }
}

void run(int index) {
    Fiber &fiber = fibers[index];
    current = index;
    running.thread = (unsigned) index;
    if (_setjmp(scheduler) != 0) {
        return;
    }
    if (fiber.entered) {
        _longjmp(fiber.resume, 1);
    }
    fiber.entered = true;
    ucontext_t context;
    getcontext(&context);
    context.uc_stack.ss_sp = stacks + STACK * (size_t) index;
    context.uc_stack.ss_size = STACK;
    context.uc_link = nullptr;
    makecontext(&context, live, 0);
    setcontext(&context);
    abort();
}

/* Runs a warp until all its threads have ended or wait for the block; false if they wait for different things. */
bool run_warp(int from, int to) {
    for (;;) {
        for (int i = from; i < to; i++) {
            if (fibers[i].state == READY) {
                run(i);
            }
        }
        State state = fibers[from].state;
        for (int i = from; i < to; i++) {
            if (fibers[i].state != state) {
                complaint = "threads of a warp part ways at a barrier or shuffle";
                return false;
            }
        }
        if (state == ENDED || state == AT_BLOCK) {
            return true;
        }
        unsigned lanes = 0;
        for (int i = from; i < to; i++) {
            lanes |= (fibers[i].value != 0 ? 1u : 0u) << (i - from);
        }
        for (int i = from; i < to; i++) {
            if (state == AT_WARP && fibers[i].mask != fibers[from].mask) {
                complaint = "the lanes of a warp shuffle by different masks";
                return false;
            }
            fibers[i].answer = state == AT_BALLOT ? lanes : fibers[from + ((i - from) ^ fibers[i].mask)].value;
        }
        for (int i = from; i < to; i++) {
            fibers[i].state = READY;
        }
    }
}

}  // namespace

int wait_for_block(int value) {
    fibers[current].value = (unsigned) value;
    hand_over(AT_BLOCK);
    return (int) fibers[current].answer;
}

unsigned wait_for_warp(unsigned value, int mask) {
    fibers[current].value = value;
    fibers[current].mask = mask;
    hand_over(AT_WARP);
    return fibers[current].answer;
}

unsigned wait_for_ballot(int condition) {
    fibers[current].value = condition != 0;
    hand_over(AT_BALLOT);
    return fibers[current].answer;
}

const char *run_block(int threads, void (*kernel)(void *), void *arguments) {
    if (!stacks) {
        void *memory = mmap(nullptr, STACK * MOST, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (memory == MAP_FAILED) {
            return "no memory for the threads' stacks";
        }
        stacks = (char *) memory;
    }
    body = kernel;
    argument = arguments;
    complaint = nullptr;
    for (int i = 0; i < threads; i++) {
        fibers[i].state = READY;
    }
    for (;;) {
        for (int from = 0; from < threads; from += WARP) {
            if (fibers[from].state == READY && !run_warp(from, from + WARP)) {
                break;
            }
        }
        unsigned sum = 0;
        for (int i = 0; i < threads && !complaint; i++) {
            sum += fibers[i].value;
            if (fibers[i].state != fibers[0].state) {
                complaint = "threads of a block part ways at a barrier";
            }
        }
        if (complaint || fibers[0].state == ENDED) {
            break;
        }
        for (int i = 0; i < threads; i++) {
            fibers[i].answer = sum;
            fibers[i].state = READY;
        }
    }
    if (complaint) { /* what was left half way never goes on */
        for (int i = 0; i < MOST; i++) {
            fibers[i].entered = false;
        }
    }
    return complaint;
}
