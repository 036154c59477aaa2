/* All kernels as one module. */

#include "sharing.h"

#include "axes.cu"
#include "elements.cu"
#include "gates.cu"
#include "losses.cu"
#include "normalisations.cu"
#include "rows.cu"
#include "updates.cu"
