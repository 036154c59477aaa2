/*
 * What is to fail and what is counted. LANEWISE_STUB, or lanewise_stub_configure, holds settings separated by `;`:
 *
 *   cuInit=100             every call of cuInit returns 100
 *   cuMemAlloc_v2=2@3      the third call returns 2; =2@3+ the third and all after it
 *   devices:0              how many cards there are (1)
 *   memory:1048576         their memory in bytes (4 GiB)
 *   cuDriverGetVersion:N   the driver's version (12020)
 *   capability:70          the card's compute capability (90)
 *   streams:now            work runs when it is queued, not when it is waited for
 *   streams:uploads-first  copies to the card do: one that does not wait for who reads its target is found
 *   launch:exact           every thread of a launch runs, also where one could walk through all elements
 */
#include "driver.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>


std::recursive_mutex lanewise_stub_lock;

namespace {

struct Failure {
    int code;
    long long from;
    long long to;
};

std::map<std::string, Failure> failures;
std::map<std::string, std::string> values;
std::map<std::string, long long> counts;
std::string first_complaint;
int lost;
bool configured;

void configure(const char *text) {
    failures.clear();
    values.clear();
    counts.clear();
    first_complaint.clear();
    lost = 0;
    configured = true;
    std::stringstream settings(text);
    std::string one;
    while (std::getline(settings, one, ';')) {
        size_t equals = one.find('=');
        size_t colon = one.find(':');
        if (equals != std::string::npos) {
            Failure failure = {atoi(one.c_str() + equals + 1), 1, INT64_MAX};
            size_t at = one.find('@');
            if (at != std::string::npos) {
                failure.from = atoll(one.c_str() + at + 1);
                failure.to = one.back() == '+' ? INT64_MAX : failure.from;
            }
            failures[one.substr(0, equals)] = failure;
        } else if (colon != std::string::npos) {
            values[one.substr(0, colon)] = one.substr(colon + 1);
        }
    }
}

void configure_once() {
    if (!configured) {
        const char *text = getenv("LANEWISE_STUB");
        configure(text ? text : "");
    }
}

}  // namespace

int lanewise_stub_enter(const char *function) {
    configure_once();
    long long calls = ++counts[function];
    auto failure = failures.find(function);
    if (failure != failures.end() && calls >= failure->second.from && calls <= failure->second.to) {
        return failure->second.code;
    }
    return lost;
}

long long setting(const std::string &name, long long otherwise) {
    configure_once();
    auto value = values.find(name);
    return value == values.end() ? otherwise : atoll(value->second.c_str());
}

bool setting_is(const std::string &name, const std::string &value) {
    configure_once();
    auto found = values.find(name);
    return found != values.end() && found->second == value;
}

void count(const std::string &name, long long by) {
    counts[name] += by;
}

void lanewise_stub_complain(const std::string &text) {
    if (first_complaint.empty()) {
        first_complaint = text;
    }
    counts["errors"]++;
}

void lose_context(int code) {
    lost = code;
}

int lost_code() {
    return lost;
}

/* Replaces the setting, and with it counters and complaints; memory and streams stay. For tests in one process. */
EXPORTED void lanewise_stub_configure(const char *text) {
    std::lock_guard<std::recursive_mutex> held(lanewise_stub_lock);
    finish_all_streams();
    configure(text);
}

/*
 * Calls of a function by its name, launches of a kernel by `kernel:NAME`, bytes copied by `bytes:up`, `bytes:down` and
 * `bytes:across`, bytes of device memory not freed by `live`, mistakes seen by `errors`.
 */
EXPORTED long long lanewise_stub_count(const char *name) {
    std::lock_guard<std::recursive_mutex> held(lanewise_stub_lock);
    if (std::string(name) == "live") {
        return (long long) (total_bytes() - free_bytes());
    }
    auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
}

/* The first mistake seen, or nothing. */
EXPORTED const char *lanewise_stub_error() {
    std::lock_guard<std::recursive_mutex> held(lanewise_stub_lock);
    return first_complaint.c_str();
}
