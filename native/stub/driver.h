#ifndef LANEWISE_STUB_DRIVER_H
#define LANEWISE_STUB_DRIVER_H

#include "stub.h"

/* Whether cuInit was called; whether the thread has set a context that is retained. Else the code to return. */
int context_code();

/* The code that a mistake of a kernel left behind, or 0. */
int lost_code();

#define ENTER_CONTEXT(function) \
    ENTER(function) \
    if (int code = context_code()) { \
        return code; \
    }

#endif
