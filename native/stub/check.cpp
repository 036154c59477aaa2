/* Makes every mistake that the stub is there to find, and fails where it is not found. */
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

extern "C" {
int cuInit(unsigned);
int cuDeviceGetCount(int *);
int cuDevicePrimaryCtxRetain(void **, int);
int cuDevicePrimaryCtxRelease_v2(int);
int cuCtxSetCurrent(void *);
int cuMemAlloc_v2(uint64_t *, size_t);
int cuMemFree_v2(uint64_t);
int cuMemAllocHost_v2(void **, size_t);
int cuMemFreeHost(void *);
int cuMemcpyHtoDAsync_v2(uint64_t, const void *, size_t, void *);
int cuMemcpyDtoHAsync_v2(void *, uint64_t, size_t, void *);
int cuStreamCreate(void **, unsigned);
int cuStreamDestroy_v2(void *);
int cuStreamSynchronize(void *);
int cuStreamWaitEvent(void *, void *, unsigned);
int cuEventCreate(void **, unsigned);
int cuEventRecord(void *, void *);
int cuEventQuery(void *);
int cuEventDestroy_v2(void *);
int cuModuleLoadDataEx(void **, const void *, unsigned, int *, void **);
int cuModuleUnload(void *);
int cuModuleGetFunction(void **, void *, const char *);
int cuLaunchKernel(
        void *, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void *, void **, void **);
void lanewise_stub_configure(const char *);
long long lanewise_stub_count(const char *);
const char *lanewise_stub_error();
}

static int mistakes;

/* That a call answered so, and that what was complained about, if anything, holds these words. */
static void expect(const char *what, int code, int expected, const char *complaint) {
    std::string said = lanewise_stub_error();
    bool right = complaint[0] ? said.find(complaint) != std::string::npos : said.empty();
    if (code != expected || !right) {
        printf("%s: %d for %d, complaint \"%s\" for \"%s\"\n", what, code, expected, said.c_str(), complaint);
        mistakes++;
    }
    lanewise_stub_configure("");
}

int main(int, char **arguments) {
    void *context;
    int devices;
    uint64_t block;
    uint64_t freed;

    expect("before cuInit", cuDeviceGetCount(&devices), 3, "");
    lanewise_stub_configure("devices:0");
    expect("no card", cuInit(0), 100, "");
    expect("cuInit", cuInit(0), 0, "");
    expect("without a context", cuMemAlloc_v2(&block, 4), 201, "");
    expect("retain", cuDevicePrimaryCtxRetain(&context, 0), 0, "");
    expect("set", cuCtxSetCurrent(context), 0, "");

    lanewise_stub_configure("cuMemAlloc_v2=2@2");
    expect("the first of two", cuMemAlloc_v2(&freed, 64), 0, "");
    expect("free", cuMemFree_v2(freed), 0, "");
    expect("free twice", cuMemFree_v2(freed), 1, "a second time");
    lanewise_stub_configure("cuMemAlloc_v2=2@2");
    expect("calls are counted", cuMemAlloc_v2(&block, 64) + (int) lanewise_stub_count("cuMemAlloc_v2"), 1, "");
    lanewise_stub_configure("cuMemAlloc_v2=2@1+");
    expect("injected", cuMemAlloc_v2(&freed, 64), 2, "");
    lanewise_stub_configure("memory:1000");
    expect("out of memory", cuMemAlloc_v2(&freed, 1000), 2, "");

    void *stream;
    void *event;
    expect("stream", cuStreamCreate(&stream, 1), 0, "");
    expect("event", cuEventCreate(&event, 0), 0, "");
    expect("wait for nothing", cuStreamWaitEvent(stream, event, 0), 400, "never recorded");
    float numbers[32] = {};
    expect("copy over the end", cuMemcpyHtoDAsync_v2(block, numbers, 68, stream), 1, "not all, allocated");
    expect("copy from freed memory", cuMemcpyDtoHAsync_v2(numbers, freed, 4, stream), 1, "not all, allocated");

    float *pinned;
    expect("pinned", cuMemAllocHost_v2((void **) &pinned, 64), 0, "");
    pinned[0] = 1;
    cuMemcpyHtoDAsync_v2(block, pinned, 4, stream);
    cuEventRecord(event, stream);
    pinned[0] = 2; /* too early: the copy has not run */
    expect("query", cuEventQuery(event), 600, "");
    cuMemcpyDtoHAsync_v2(numbers, block, 4, stream);
    expect("pinned memory is read late", (int) numbers[0], 2, "");
    expect("free pinned", cuMemFreeHost(pinned), 0, "");
    expect("free pinned twice", cuMemFreeHost(pinned), 1, "a second time");

    std::ifstream file(arguments[1]);
    std::string ptx((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    void *module;
    void *fill;
    expect("no PTX", cuModuleLoadDataEx(&module, "ELF", 0, nullptr, nullptr), 200, "");
    char log[64] = "";
    int options[] = {5, 6};
    void *values[] = {log, (void *) sizeof log};
    lanewise_stub_configure("cuDriverGetVersion:8000");
    expect("an old driver", cuModuleLoadDataEx(&module, ptx.c_str(), 2, options, values), 222, "");
    expect("its log", strstr(log, "Unsupported .version") != nullptr, 1, "");
    lanewise_stub_configure("capability:61");
    expect("an old card", cuModuleLoadDataEx(&module, ptx.c_str(), 0, nullptr, nullptr), 209, "");
    expect("module", cuModuleLoadDataEx(&module, ptx.c_str(), 0, nullptr, nullptr), 0, "");
    expect("no such kernel", cuModuleGetFunction(&fill, module, "fil"), 500, "");
    expect("kernel", cuModuleGetFunction(&fill, module, "fill"), 0, "");

    int n = 16;
    float value = 3;
    void *parameters[] = {&n, &block, &value};
    expect("launch", cuLaunchKernel(fill, 1, 1, 1, 256, 1, 1, 0, stream, parameters, nullptr), 0, "");
    cuMemcpyDtoHAsync_v2(numbers, block, 64, stream);
    expect("filled", (int) numbers[15], 3, "");
    expect("empty grid", cuLaunchKernel(fill, 0, 1, 1, 256, 1, 1, 0, stream, parameters, nullptr), 1, "in a shape");
    void *on_freed[] = {&n, &freed, &value};
    expect("freed memory", cuLaunchKernel(fill, 1, 1, 1, 256, 1, 1, 0, stream, on_freed, nullptr), 700, "kernel:fill");
    n = 17;
    cuLaunchKernel(fill, 1, 1, 1, 256, 1, 1, 0, stream, parameters, nullptr);
    expect("over the edge", cuStreamSynchronize(stream), 700, "wrote over the edge");

    expect("leaks", cuDevicePrimaryCtxRelease_v2(0), 0, "leak: 1 blocks, 64 bytes");
    return mistakes == 0 ? 0 : 1;
}
