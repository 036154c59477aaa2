#ifndef LANEWISE_STUB_KERNELS_ON_HOST_H
#define LANEWISE_STUB_KERNELS_ON_HOST_H

#include <string>
#include <vector>

/* How a kernel's threads work together: not at all, by warps, or by blocks. */
enum Launch { LAUNCH_ELEMENTS, LAUNCH_WARPS, LAUNCH_BLOCKS };

struct Kernel {
    const char *name;
    Launch launch;

    /* Copies the arguments of a launch, and says which of them are pointers. */
    std::vector<char> (*pack)(void **arguments, std::vector<void *> *pointers);

    /* Runs the running thread with packed arguments. */
    void (*call)(void *packed);
};

/* The kernel of that name, or null. */
const Kernel *find_kernel(const std::string &name);

/*
 * Runs all threads of a launch; returns null or what is wrong with the kernel. Unless `exact`, a kernel whose threads
 * do not work together is run by one thread that walks through all elements.
 */
const char *run_kernel(const Kernel &kernel, unsigned blocks, unsigned threads, std::vector<char> &packed, bool exact);

#endif
