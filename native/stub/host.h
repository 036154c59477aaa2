/* The third version of device.h: a kernel is a function that the stub calls for each thread of a launch. */
#ifndef LANEWISE_STUB_HOST_H
#define LANEWISE_STUB_HOST_H

#define KERNEL extern "C" void
#define DEVICE static inline
#define SHARED static

/* Which thread runs: one at a time, so plain variables do. */
struct Place {
    unsigned thread;
    unsigned block;
    unsigned threads;
};
extern Place running;

/* What a thread waits for until all of its warp or block have come; these hand over to the next thread (fibers.cpp). */
int wait_for_block(int value);
unsigned wait_for_warp(unsigned value, int mask);
unsigned wait_for_ballot(int condition);

DEVICE unsigned thread_index() { return running.thread; }
DEVICE unsigned block_index() { return running.block; }
DEVICE unsigned thread_count() { return running.threads; }
DEVICE void block_barrier() { wait_for_block(0); }
DEVICE int count_in_block(int condition) { return wait_for_block(condition != 0); }
DEVICE void warp_barrier() { wait_for_warp(0, 0); }
DEVICE int from_lane(int value, int mask) { return (int) wait_for_warp((unsigned) value, mask); }
DEVICE unsigned lanes_where(int condition) { return wait_for_ballot(condition); }
DEVICE float from_lane(float value, int mask) {
    unsigned bits;
    __builtin_memcpy(&bits, &value, sizeof bits);
    bits = wait_for_warp(bits, mask);
    __builtin_memcpy(&value, &bits, sizeof bits);
    return value;
}

#endif
