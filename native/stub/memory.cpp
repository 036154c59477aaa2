/* Device memory: host memory between two edges that nothing may write to. What is new holds no number one could use. */
#include "stub.h"
#include "driver.h"

#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>

namespace {

const size_t EDGE = 256;
const unsigned char EDGE_BYTE = 0xA5;

/* A NaN as a float, and as an int a row that no table has. */
const uint32_t UNDEFINED = 0x7fc0dead;

/* No more of a block than this is filled, so that taking a large one stays cheap. */
const size_t MOST_FILLED = 64 << 20;

std::map<uintptr_t, size_t> blocks; /* by their start */
std::map<uintptr_t, size_t> pinned;
size_t used;

/* What was freed last stays out of use for a while, so that whoever still uses it is found out. */
const size_t MOST_RESTING = 16 << 20;
std::deque<std::pair<char *, size_t>> resting;
size_t resting_bytes;

void fill(void *memory, size_t bytes) {
    uint32_t *words = (uint32_t *) memory;
    for (size_t i = 0; i < (bytes < MOST_FILLED ? bytes : MOST_FILLED) / sizeof *words; i++) {
        words[i] = UNDEFINED;
    }
}

std::map<uintptr_t, size_t>::iterator around(std::map<uintptr_t, size_t> &map, uintptr_t address) {
    auto after = map.upper_bound(address);
    if (after == map.begin()) {
        return map.end();
    }
    auto found = std::prev(after);
    return address <= found->first + found->second ? found : map.end();
}

bool edges_whole(uintptr_t start, size_t bytes) {
    const unsigned char *before = (const unsigned char *) start - EDGE;
    const unsigned char *after = (const unsigned char *) start + bytes;
    for (size_t i = 0; i < EDGE; i++) {
        if (before[i] != EDGE_BYTE || after[i] != EDGE_BYTE) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool lanewise_stub_check(const void *address, size_t bytes, const std::string &what) {
    uintptr_t at = (uintptr_t) address;
    auto block = around(blocks, at);
    if (block == blocks.end() || at + bytes > block->first + block->second) {
        lanewise_stub_complain(
                what + ": " + std::to_string(bytes) + " bytes at a place that is not, or not all, allocated");
        return false;
    }
    return true;
}

void check_edges(const void *address, const std::string &what) {
    auto block = around(blocks, (uintptr_t) address);
    if (block != blocks.end() && !edges_whole(block->first, block->second)) {
        lanewise_stub_complain(
                what + ": wrote over the edge of a block of " + std::to_string(block->second) + " bytes");
        lose_context(ILLEGAL_ADDRESS);
    }
}

bool is_pinned(const void *address) {
    return around(pinned, (uintptr_t) address) != pinned.end();
}

size_t total_bytes() {
    return (size_t) setting("memory", 4ll << 30);
}

size_t free_bytes() {
    return used > total_bytes() ? 0 : total_bytes() - used;
}

void check_leaks() {
    if (!blocks.empty()) {
        lanewise_stub_complain(
                "leak: " + std::to_string(blocks.size()) + " blocks, " + std::to_string(used) + " bytes");
    }
    if (!pinned.empty()) {
        lanewise_stub_complain("leak: " + std::to_string(pinned.size()) + " blocks of pinned memory");
    }
}

EXPORTED int cuMemGetInfo_v2(size_t *free, size_t *total) {
    ENTER_CONTEXT("cuMemGetInfo_v2")
    *free = free_bytes();
    *total = total_bytes();
    return OK;
}

EXPORTED int cuMemAlloc_v2(uint64_t *address, size_t bytes) {
    ENTER_CONTEXT("cuMemAlloc_v2")
    if (bytes == 0) {
        return INVALID_VALUE;
    }
    if (bytes > free_bytes()) {
        return OUT_OF_MEMORY;
    }
    size_t whole = (bytes + EDGE - 1) / EDGE * EDGE + 2 * EDGE;
    char *memory = (char *) aligned_alloc(EDGE, whole);
    if (!memory) {
        return OUT_OF_MEMORY;
    }
    memset(memory, EDGE_BYTE, EDGE);
    fill(memory + EDGE, bytes);
    memset(memory + EDGE + bytes, EDGE_BYTE, whole - EDGE - bytes);
    blocks[(uintptr_t) memory + EDGE] = bytes;
    used += bytes;
    *address = (uint64_t) (memory + EDGE);
    return OK;
}

EXPORTED int cuMemFree_v2(uint64_t address) {
    ENTER_CONTEXT("cuMemFree_v2")
    finish_all_streams(); /* as the driver does */
    auto block = blocks.find((uintptr_t) address);
    if (block == blocks.end()) {
        lanewise_stub_complain("cuMemFree_v2: what is freed was not allocated, or is freed a second time");
        return INVALID_VALUE;
    }
    check_edges((void *) address, "cuMemFree_v2");
    fill((void *) address, block->second);
    resting.emplace_back((char *) address - EDGE, block->second);
    resting_bytes += block->second;
    used -= block->second;
    blocks.erase(block);
    while (resting_bytes > MOST_RESTING) {
        free(resting.front().first);
        resting_bytes -= resting.front().second;
        resting.pop_front();
    }
    return OK;
}

EXPORTED int cuMemAllocHost_v2(void **address, size_t bytes) {
    ENTER_CONTEXT("cuMemAllocHost_v2")
    if (bytes == 0) {
        return INVALID_VALUE;
    }
    *address = malloc(bytes);
    if (!*address) {
        return OUT_OF_MEMORY;
    }
    fill(*address, bytes);
    pinned[(uintptr_t) *address] = bytes;
    return OK;
}

EXPORTED int cuMemFreeHost(void *address) {
    ENTER_CONTEXT("cuMemFreeHost")
    finish_all_streams();
    if (pinned.erase((uintptr_t) address) == 0) {
        lanewise_stub_complain("cuMemFreeHost: what is freed was not allocated, or is freed a second time");
        return INVALID_VALUE;
    }
    free(address);
    return OK;
}
