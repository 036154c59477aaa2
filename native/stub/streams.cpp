/* Streams, events and copies. The null stream waits for all others and is done at once. */
#include "stub.h"
#include "driver.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <set>
#include <vector>

namespace {

struct Stream {
    std::deque<std::function<void()>> work;
    bool running = false;
};

struct Event {
    Stream *stream = nullptr;
    long long recorded = 0;
    long long reached = 0;
    std::chrono::steady_clock::time_point time;
};

std::set<Stream *> streams;
std::set<Event *> events;

void run_first(Stream *stream) {
    std::function<void()> work = std::move(stream->work.front());
    stream->work.pop_front();
    work();
}

void finish(Stream *stream) {
    while (!stream->work.empty()) {
        run_first(stream);
    }
}

/* Runs the work before the recording of an event that the number stands for. */
void reach(Event *event, long long number) {
    while (event->reached < number && streams.count(event->stream) && !event->stream->work.empty()) {
        run_first(event->stream);
    }
}

bool known(void *stream) {
    return !stream || streams.count((Stream *) stream);
}

bool known(Event *event, const char *what) {
    if (!events.count(event)) {
        lanewise_stub_complain(std::string(what) + ": no such event");
        return false;
    }
    return true;
}

}  // namespace

int lanewise_stub_queue(void *stream, std::function<void()> work) {
    if (!known(stream)) {
        lanewise_stub_complain("work for a stream that does not exist");
        return INVALID_HANDLE;
    }
    if (!stream) {
        finish_all_streams();
        work();
    } else if (setting_is("streams", "now")) {
        work();
    } else {
        ((Stream *) stream)->work.push_back(std::move(work));
    }
    return OK;
}

int finish_stream(void *stream) {
    if (!known(stream)) {
        lanewise_stub_complain("no such stream");
        return INVALID_HANDLE;
    }
    if (stream) {
        finish((Stream *) stream);
    } else {
        finish_all_streams();
    }
    return OK;
}

void finish_all_streams() {
    for (Stream *stream : streams) {
        finish(stream);
    }
}

void forget_streams() {
    if (!streams.empty() || !events.empty()) {
        lanewise_stub_complain("leak: " + std::to_string(streams.size()) + " streams, " + std::to_string(events.size())
                + " events");
    }
}

EXPORTED int cuStreamCreate(void **stream, unsigned) {
    ENTER_CONTEXT("cuStreamCreate")
    Stream *made = new Stream();
    streams.insert(made);
    *stream = made;
    return OK;
}

EXPORTED int cuStreamDestroy_v2(void *stream) {
    ENTER_CONTEXT("cuStreamDestroy_v2")
    if (!stream || !known(stream)) {
        lanewise_stub_complain("cuStreamDestroy_v2: no such stream, or destroyed a second time");
        return INVALID_HANDLE;
    }
    finish((Stream *) stream);
    streams.erase((Stream *) stream);
    delete (Stream *) stream;
    return OK;
}

EXPORTED int cuStreamSynchronize(void *stream) {
    ENTER_CONTEXT("cuStreamSynchronize")
    int code = finish_stream(stream);
    return code != OK ? code : lost_code();
}

EXPORTED int cuStreamWaitEvent(void *stream, void *handle, unsigned) {
    ENTER_CONTEXT("cuStreamWaitEvent")
    Event *event = (Event *) handle;
    if (!known(event, "cuStreamWaitEvent")) {
        return INVALID_HANDLE;
    }
    if (event->recorded == 0) {
        lanewise_stub_complain("cuStreamWaitEvent: the event was never recorded, so nothing would wait");
        return INVALID_HANDLE;
    }
    long long number = event->recorded;
    return lanewise_stub_queue(stream, [event, number] {
        if (events.count(event)) {
            reach(event, number);
        }
    });
}

EXPORTED int cuEventCreate(void **event, unsigned) {
    ENTER_CONTEXT("cuEventCreate")
    Event *made = new Event();
    events.insert(made);
    *event = made;
    return OK;
}

EXPORTED int cuEventRecord(void *handle, void *stream) {
    ENTER_CONTEXT("cuEventRecord")
    Event *event = (Event *) handle;
    if (!known(event, "cuEventRecord")) {
        return INVALID_HANDLE;
    }
    long long number = ++event->recorded;
    event->stream = (Stream *) stream;
    return lanewise_stub_queue(stream, [event, number] {
        if (events.count(event)) {
            event->reached = number;
            event->time = std::chrono::steady_clock::now();
        }
    });
}

EXPORTED int cuEventSynchronize(void *handle) {
    ENTER_CONTEXT("cuEventSynchronize")
    Event *event = (Event *) handle;
    if (!known(event, "cuEventSynchronize")) {
        return INVALID_HANDLE;
    }
    reach(event, event->recorded);
    return lost_code();
}

/* Each question lets the stream get on by one piece of work, so that who asks again and again is answered at last. */
EXPORTED int cuEventQuery(void *handle) {
    ENTER_CONTEXT("cuEventQuery")
    Event *event = (Event *) handle;
    if (!known(event, "cuEventQuery")) {
        return INVALID_HANDLE;
    }
    if (event->reached == event->recorded) {
        return OK;
    }
    run_first(event->stream);
    return NOT_READY;
}

EXPORTED int cuEventElapsedTime(float *milliseconds, void *first, void *second) {
    ENTER_CONTEXT("cuEventElapsedTime")
    Event *start = (Event *) first;
    Event *end = (Event *) second;
    if (!known(start, "cuEventElapsedTime") || !known(end, "cuEventElapsedTime") || start->recorded == 0
            || end->recorded == 0) {
        return INVALID_HANDLE;
    }
    if (start->reached < start->recorded || end->reached < end->recorded) {
        return NOT_READY;
    }
    *milliseconds = std::chrono::duration<float, std::milli>(end->time - start->time).count();
    return OK;
}

EXPORTED int cuEventDestroy_v2(void *handle) {
    ENTER_CONTEXT("cuEventDestroy_v2")
    Event *event = (Event *) handle;
    if (!known(event, "cuEventDestroy_v2")) {
        return INVALID_HANDLE;
    }
    reach(event, event->recorded);
    events.erase(event);
    delete event;
    return OK;
}

/* Memory that is not pinned is read before the call returns; pinned memory when its turn comes. */
EXPORTED int cuMemcpyHtoDAsync_v2(uint64_t target, const void *source, size_t bytes, void *stream) {
    ENTER_CONTEXT("cuMemcpyHtoDAsync_v2")
    if (!lanewise_stub_check((void *) target, bytes, "cuMemcpyHtoDAsync_v2")) {
        return INVALID_VALUE;
    }
    count("bytes:up", (long long) bytes);
    int code;
    if (is_pinned(source)) {
        code = lanewise_stub_queue(stream, [=] { memcpy((void *) target, source, bytes); });
    } else {
        const char *from = (const char *) source;
        auto kept = std::make_shared<std::vector<char>>(from, from + bytes);
        code = lanewise_stub_queue(stream, [=] { memcpy((void *) target, kept->data(), bytes); });
    }
    return code == OK && setting_is("streams", "uploads-first") ? finish_stream(stream) : code;
}

/* Into memory that is not pinned the driver copies before it returns. */
EXPORTED int cuMemcpyDtoHAsync_v2(void *target, uint64_t source, size_t bytes, void *stream) {
    ENTER_CONTEXT("cuMemcpyDtoHAsync_v2")
    if (!lanewise_stub_check((void *) source, bytes, "cuMemcpyDtoHAsync_v2")) {
        return INVALID_VALUE;
    }
    count("bytes:down", (long long) bytes);
    int code = lanewise_stub_queue(stream, [=] { memcpy(target, (void *) source, bytes); });
    return code != OK || is_pinned(target) ? code : finish_stream(stream);
}

EXPORTED int cuMemcpyDtoDAsync_v2(uint64_t target, uint64_t source, size_t bytes, void *stream) {
    ENTER_CONTEXT("cuMemcpyDtoDAsync_v2")
    if (!lanewise_stub_check((void *) target, bytes, "cuMemcpyDtoDAsync_v2")
            || !lanewise_stub_check((void *) source, bytes, "cuMemcpyDtoDAsync_v2")) {
        return INVALID_VALUE;
    }
    count("bytes:across", (long long) bytes);
    return lanewise_stub_queue(stream, [=] { memmove((void *) target, (void *) source, bytes); });
}

EXPORTED int cuMemsetD32Async(uint64_t target, unsigned value, size_t words, void *stream) {
    ENTER_CONTEXT("cuMemsetD32Async")
    if (!lanewise_stub_check((void *) target, 4 * words, "cuMemsetD32Async")) {
        return INVALID_VALUE;
    }
    return lanewise_stub_queue(stream, [=] {
        for (size_t i = 0; i < words; i++) {
            ((unsigned *) target)[i] = value;
        }
    });
}
