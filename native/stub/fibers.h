#ifndef LANEWISE_STUB_FIBERS_H
#define LANEWISE_STUB_FIBERS_H

/*
 * Runs a kernel for so many threads of one block (a multiple of 32). Returns null, or what is wrong with the kernel:
 * that threads which have to meet do not.
 */
const char *run_block(int threads, void (*kernel)(void *), void *arguments);

#endif
