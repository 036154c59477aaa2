/* The card, its context, modules and launches. */
#include "driver.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <set>
#include <vector>

#include "kernels_on_host.h"

namespace {

struct Module {
    std::string text;
};

bool initialized;
int retained;
thread_local const void *current_context;
char context; /* only its address counts */
std::set<Module *> modules;

const int COMPUTE_CAPABILITY_MAJOR = 75;
const int COMPUTE_CAPABILITY_MINOR = 76;
const int ERROR_LOG_BUFFER = 5;
const int ERROR_LOG_BUFFER_SIZE_BYTES = 6;

int driver_version() {
    return (int) setting("cuDriverGetVersion", 12020);
}

int capability() {
    return (int) setting("capability", 90);
}

/* The newest PTX that a driver knows, in tenths: CUDA 8 came with 5.0, 9 with 6.0, 10 with 6.3, 11 with 7.0. */
int newest_ptx() {
    int major = driver_version() / 1000;
    int minor = driver_version() % 1000 / 10;
    return major >= 11 ? (major - 4) * 10 + minor : major == 10 ? 63 + minor : (major - 3) * 10 + minor;
}

/* The number behind a word that starts a line: `.version 6.0` gives 60, `.target sm_70` 70, no such line -1. */
int directive(const std::string &text, const std::string &word) {
    size_t at = text.find("\n" + word);
    int major = -1;
    int minor = 0;
    if (at == std::string::npos || sscanf(text.c_str() + at + 1 + word.size(), "%d.%d", &major, &minor) < 1) {
        return -1;
    }
    return word == ".version " ? 10 * major + minor : major;
}

int refuse(int code, const std::string &why, unsigned count_of_options, const int *options, void **values) {
    char *buffer = nullptr;
    size_t size = 0;
    for (unsigned i = 0; i < count_of_options; i++) {
        if (options[i] == ERROR_LOG_BUFFER) {
            buffer = (char *) values[i];
        } else if (options[i] == ERROR_LOG_BUFFER_SIZE_BYTES) {
            size = (unsigned) (uintptr_t) values[i];
        }
    }
    if (buffer && size > 0) {
        snprintf(buffer, size, "%s", why.c_str());
    }
    return code;
}

}  // namespace

int context_code() {
    return !initialized ? NOT_INITIALIZED : retained == 0 || current_context != &context ? INVALID_CONTEXT : OK;
}

EXPORTED int cuInit(unsigned) {
    ENTER("cuInit")
    if (setting("devices", 1) == 0) {
        return NO_DEVICE;
    }
    initialized = true;
    return OK;
}

EXPORTED int cuDriverGetVersion(int *version) {
    ENTER("cuDriverGetVersion")
    *version = driver_version();
    return OK;
}

#define ENTER_DEVICE(function, device) \
    ENTER(function) \
    if (!initialized) { \
        return NOT_INITIALIZED; \
    } \
    if (device < 0 || device >= setting("devices", 1)) { \
        return INVALID_DEVICE; \
    }

EXPORTED int cuDeviceGetCount(int *count) {
    ENTER("cuDeviceGetCount")
    *count = (int) setting("devices", 1);
    return initialized ? OK : NOT_INITIALIZED;
}

EXPORTED int cuDeviceGet(int *device, int ordinal) {
    ENTER_DEVICE("cuDeviceGet", ordinal)
    *device = ordinal;
    return OK;
}

EXPORTED int cuDeviceGetName(char *name, int length, int device) {
    ENTER_DEVICE("cuDeviceGetName", device)
    snprintf(name, (size_t) length, "Stub %d", device);
    return OK;
}

EXPORTED int cuDeviceGetAttribute(int *value, int attribute, int device) {
    ENTER_DEVICE("cuDeviceGetAttribute", device)
    switch (attribute) {
        case COMPUTE_CAPABILITY_MAJOR:
            *value = capability() / 10;
            return OK;
        case COMPUTE_CAPABILITY_MINOR:
            *value = capability() % 10;
            return OK;
        case 16: /* multiprocessors */
            *value = 1;
            return OK;
        case 39: /* threads in a multiprocessor */
            *value = 2048;
            return OK;
        default:
            return INVALID_VALUE;
    }
}

EXPORTED int cuDeviceTotalMem_v2(size_t *bytes, int device) {
    ENTER_DEVICE("cuDeviceTotalMem_v2", device)
    *bytes = total_bytes();
    return OK;
}

EXPORTED int cuDevicePrimaryCtxRetain(void **handle, int device) {
    ENTER_DEVICE("cuDevicePrimaryCtxRetain", device)
    retained++;
    *handle = &context;
    return OK;
}

/* With the last release everything on the card is gone, so whatever was not given back has leaked. */
EXPORTED int cuDevicePrimaryCtxRelease_v2(int device) {
    ENTER_DEVICE("cuDevicePrimaryCtxRelease_v2", device)
    if (retained == 0) {
        lanewise_stub_complain("cuDevicePrimaryCtxRelease_v2: released more often than retained");
        return INVALID_CONTEXT;
    }
    if (retained == 1) {
        finish_all_streams();
        check_leaks();
        forget_streams();
        if (!modules.empty()) {
            lanewise_stub_complain("leak: " + std::to_string(modules.size()) + " modules");
        }
    }
    retained--;
    return OK;
}

EXPORTED int cuCtxSetCurrent(void *handle) {
    ENTER("cuCtxSetCurrent")
    if (!initialized || (handle && (handle != &context || retained == 0))) {
        return INVALID_CONTEXT;
    }
    current_context = handle;
    return OK;
}

EXPORTED int cuModuleLoadDataEx(
        void **module, const void *image, unsigned count_of_options, int *options, void **values) {
    ENTER_CONTEXT("cuModuleLoadDataEx")
    std::string text = "\n" + std::string((const char *) image);
    int version = directive(text, ".version ");
    int target = directive(text, ".target sm_");
    if (version < 0 || target < 0 || text.find(".entry ") == std::string::npos) {
        return refuse(INVALID_IMAGE, "not PTX", count_of_options, options, values);
    }
    if (version > newest_ptx()) {
        return refuse(UNSUPPORTED_PTX_VERSION, "ptxas fatal: Unsupported .version", count_of_options, options, values);
    }
    if (target > capability()) {
        return refuse(NO_BINARY_FOR_GPU, "ptxas fatal: SM version of the PTX is higher than the card's",
                count_of_options, options, values);
    }
    Module *made = new Module{text};
    modules.insert(made);
    *module = made;
    return OK;
}

EXPORTED int cuModuleUnload(void *module) {
    ENTER_CONTEXT("cuModuleUnload")
    finish_all_streams();
    if (modules.erase((Module *) module) == 0) {
        lanewise_stub_complain("cuModuleUnload: no such module, or unloaded a second time");
        return INVALID_HANDLE;
    }
    delete (Module *) module;
    return OK;
}

EXPORTED int cuModuleGetFunction(void **function, void *module, const char *name) {
    ENTER_CONTEXT("cuModuleGetFunction")
    if (!modules.count((Module *) module)) {
        return INVALID_HANDLE;
    }
    const Kernel *kernel = find_kernel(name);
    if (!kernel || ((Module *) module)->text.find(".entry " + std::string(name) + "(") == std::string::npos) {
        return NOT_FOUND;
    }
    *function = (void *) kernel;
    return OK;
}

EXPORTED int cuLaunchKernel(void *function, unsigned blocks, unsigned blocks_y, unsigned blocks_z, unsigned threads,
        unsigned threads_y, unsigned threads_z, unsigned shared_bytes, void *stream, void **parameters, void **) {
    ENTER_CONTEXT("cuLaunchKernel")
    const Kernel *kernel = (const Kernel *) function;
    if (!kernel || !parameters) {
        return INVALID_VALUE;
    }
    std::string name = "kernel:" + std::string(kernel->name);
    if (int code = lanewise_stub_enter(name.c_str())) {
        return code;
    }
    if (blocks == 0 || blocks > 0x7fffffff || blocks_y != 1 || blocks_z != 1 || threads != 256 || threads_y != 1
            || threads_z != 1 || shared_bytes != 0) {
        lanewise_stub_complain(name + ": launched in a shape that kernels.h does not say");
        return INVALID_VALUE;
    }
    std::vector<void *> pointers;
    std::vector<char> packed = kernel->pack(parameters, &pointers);
    for (void *pointer : pointers) {
        if (pointer && !lanewise_stub_check(pointer, 0, name)) {
            return ILLEGAL_ADDRESS;
        }
    }
    return lanewise_stub_queue(stream, [=]() mutable {
        if (lost_code() != OK) {
            return;
        }
        const char *complaint = run_kernel(*kernel, blocks, threads, packed, setting_is("launch", "exact"));
        if (complaint) {
            lanewise_stub_complain(name + ": " + complaint);
            lose_context(LAUNCH_FAILED);
        }
        for (void *pointer : pointers) {
            check_edges(pointer, name);
        }
    });
}

namespace {

struct Code {
    int code;
    const char *name;
    const char *text;
};

const Code CODES[] = {
        {OK, "CUDA_SUCCESS", "no error"},
        {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE", "invalid argument"},
        {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY", "out of memory"},
        {NOT_INITIALIZED, "CUDA_ERROR_NOT_INITIALIZED", "initialization error"},
        {NO_DEVICE, "CUDA_ERROR_NO_DEVICE", "no CUDA-capable device is detected"},
        {INVALID_DEVICE, "CUDA_ERROR_INVALID_DEVICE", "invalid device ordinal"},
        {INVALID_IMAGE, "CUDA_ERROR_INVALID_IMAGE", "device kernel image is invalid"},
        {INVALID_CONTEXT, "CUDA_ERROR_INVALID_CONTEXT", "invalid device context"},
        {NO_BINARY_FOR_GPU, "CUDA_ERROR_NO_BINARY_FOR_GPU", "no kernel image is available for execution on the device"},
        {INVALID_PTX, "CUDA_ERROR_INVALID_PTX", "a PTX JIT compilation failed"},
        {UNSUPPORTED_PTX_VERSION, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION",
                "the provided PTX was compiled with an unsupported toolchain."},
        {INVALID_HANDLE, "CUDA_ERROR_INVALID_HANDLE", "invalid resource handle"},
        {NOT_FOUND, "CUDA_ERROR_NOT_FOUND", "named symbol not found"},
        {NOT_READY, "CUDA_ERROR_NOT_READY", "device not ready"},
        {ILLEGAL_ADDRESS, "CUDA_ERROR_ILLEGAL_ADDRESS", "an illegal memory access was encountered"},
        {LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED", "unspecified launch failure"},
};

const Code *find(int code) {
    for (const Code &known : CODES) {
        if (known.code == code) {
            return &known;
        }
    }
    return nullptr;
}

}  // namespace

EXPORTED int cuGetErrorName(int code, const char **name) {
    const Code *known = find(code);
    *name = known ? known->name : nullptr;
    return known ? OK : INVALID_VALUE;
}

EXPORTED int cuGetErrorString(int code, const char **text) {
    const Code *known = find(code);
    *text = known ? known->text : nullptr;
    return known ? OK : INVALID_VALUE;
}
