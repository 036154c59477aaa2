/*
 * What the parts of the stub share. It stands for a driver and a card: device memory is host memory, a kernel a
 * function. Every exported function holds the lock from begin to end.
 */
#ifndef LANEWISE_STUB_H
#define LANEWISE_STUB_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#define EXPORTED extern "C" __attribute__((visibility("default")))

/* Codes of the driver. */
enum {
    OK = 0,
    INVALID_VALUE = 1,
    OUT_OF_MEMORY = 2,
    NOT_INITIALIZED = 3,
    NO_DEVICE = 100,
    INVALID_DEVICE = 101,
    INVALID_IMAGE = 200,
    INVALID_CONTEXT = 201,
    NO_BINARY_FOR_GPU = 209,
    INVALID_PTX = 218,
    UNSUPPORTED_PTX_VERSION = 222,
    INVALID_HANDLE = 400,
    NOT_FOUND = 500,
    NOT_READY = 600,
    ILLEGAL_ADDRESS = 700,
    LAUNCH_FAILED = 719
};

EXPORTED std::recursive_mutex lanewise_stub_lock;

/* settings.cpp: what is to fail, what the card is, and what has been counted. */

/*
 * Counts a call of an exported function. Returns the code it is to fail with, or 0; a code that a kernel's mistake left
 * is returned by every call after it, as of a card whose context is lost.
 */
EXPORTED int lanewise_stub_enter(const char *function);

/* A number of the setting (LANEWISE_STUB), such as `memory`. */
long long setting(const std::string &name, long long otherwise);
bool setting_is(const std::string &name, const std::string &value);
void count(const std::string &name, long long by);

/* Notes a mistake of the caller or of a kernel that a card would not tell. */
EXPORTED void lanewise_stub_complain(const std::string &text);
void lose_context(int code);

/* memory.cpp */

/* Whether so many bytes lie in one block that is not freed; complains in the name of `what` if they do not. */
EXPORTED bool lanewise_stub_check(const void *address, size_t bytes, const std::string &what);

/* Complains if the edge of the block around an address has been written over. */
void check_edges(const void *address, const std::string &what);
bool is_pinned(const void *address);
void check_leaks();
size_t free_bytes();
size_t total_bytes();

/* streams.cpp */

/*
 * Queues work on a stream. It runs when something waits for it, no sooner: whoever reads what is not there yet, or
 * writes over what is still to be read, is found out. With the setting `streams:now` it runs at once.
 */
EXPORTED int lanewise_stub_queue(void *stream, std::function<void()> work);
int finish_stream(void *stream);
void finish_all_streams();
void forget_streams();

#define ENTER(function) \
    std::lock_guard<std::recursive_mutex> held(lanewise_stub_lock); \
    if (int code = lanewise_stub_enter(function)) { \
        return code; \
    }

#endif
