/* The kernels themselves, compiled for the host, and how one is called with the arguments of a launch. */
#include "../kernels.cu"

#include "kernels_on_host.h"

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "fibers.h"

namespace {

template <auto KERNEL_FUNCTION>
struct Caller;

template <class... Parameters, void (*KERNEL_FUNCTION)(Parameters...)>
struct Caller<KERNEL_FUNCTION> {
    using Packed = std::tuple<Parameters...>;

    template <size_t... I>
    static Packed unpack(void **arguments, std::index_sequence<I...>) {
        return Packed(*(Parameters *) arguments[I]...);
    }

    template <class T>
    static void note(T value, std::vector<void *> *pointers) {
        if constexpr (std::is_pointer_v<T>) {
            pointers->push_back((void *) value);
        }
    }

    static std::vector<char> pack(void **arguments, std::vector<void *> *pointers) {
        Packed packed = unpack(arguments, std::index_sequence_for<Parameters...>());
        std::apply([&](auto... values) { (note(values, pointers), ...); }, packed);
        char *bytes = (char *) &packed;
        return std::vector<char>(bytes, bytes + sizeof packed);
    }

    static void call(void *packed) {
        std::apply(KERNEL_FUNCTION, *(Packed *) packed);
    }
};

#define KERNEL_OF(launch, name) {#name, launch, Caller<name>::pack, Caller<name>::call},
const Kernel KERNELS[] = {
#include "kernel_list.h"
};

}  // namespace

const Kernel *find_kernel(const std::string &name) {
    for (const Kernel &kernel : KERNELS) {
        if (name == kernel.name) {
            return &kernel;
        }
    }
    return nullptr;
}

const char *run_kernel(const Kernel &kernel, unsigned blocks, unsigned threads, std::vector<char> &packed, bool exact) {
    void *arguments = packed.data();
    if (kernel.launch == LAUNCH_ELEMENTS && !exact) {
        running = {0, 0, 1};
        kernel.call(arguments);
        return nullptr;
    }
    const char *complaint = nullptr;
    for (unsigned block = 0; block < blocks && !complaint; block++) {
        running = {0, block, blocks * threads};
        if (kernel.launch == LAUNCH_ELEMENTS) {
            for (running.thread = 0; running.thread < threads; running.thread++) {
                kernel.call(arguments);
            }
        } else {
            complaint = run_block((int) threads, kernel.call, arguments);
        }
    }
    return complaint;
}
