/*
 * What the kernels need of the compiler, in three versions: clang, which is given no header of CUDA's and so needs no
 * toolkit; nvcc; and the host, for the stub that the tests run on.
 */
#ifndef LANEWISE_DEVICE_H
#define LANEWISE_DEVICE_H

#if defined(__clang__) && defined(__CUDA__)

#define KERNEL extern "C" __attribute__((global)) void
#define DEVICE static inline __attribute__((device))
#define SHARED static __attribute__((shared))

DEVICE unsigned thread_index() { return __nvvm_read_ptx_sreg_tid_x(); }
DEVICE unsigned block_index() { return __nvvm_read_ptx_sreg_ctaid_x(); }
DEVICE unsigned thread_count() { return __nvvm_read_ptx_sreg_ntid_x() * __nvvm_read_ptx_sreg_nctaid_x(); }
DEVICE void block_barrier() { __syncthreads(); }
DEVICE int count_in_block(int condition) { return __nvvm_bar0_popc(condition); }
DEVICE void warp_barrier() { __nvvm_bar_warp_sync(0xffffffff); }
DEVICE float from_lane(float value, int mask) { return __nvvm_shfl_sync_bfly_f32(0xffffffff, value, mask, 31); }
DEVICE int from_lane(int value, int mask) { return __nvvm_shfl_sync_bfly_i32(0xffffffff, value, mask, 31); }
DEVICE unsigned lanes_where(int condition) { return __nvvm_vote_ballot_sync(0xffffffff, condition); }

#elif defined(__CUDACC__)

#define KERNEL extern "C" __global__ void
#define DEVICE static __device__ inline
#define SHARED __shared__

DEVICE unsigned thread_index() { return threadIdx.x; }
DEVICE unsigned block_index() { return blockIdx.x; }
DEVICE unsigned thread_count() { return blockDim.x * gridDim.x; }
DEVICE void block_barrier() { __syncthreads(); }
DEVICE int count_in_block(int condition) { return __syncthreads_count(condition); }
DEVICE void warp_barrier() { __syncwarp(); }
DEVICE float from_lane(float value, int mask) { return __shfl_xor_sync(0xffffffff, value, mask); }
DEVICE int from_lane(int value, int mask) { return __shfl_xor_sync(0xffffffff, value, mask); }
DEVICE unsigned lanes_where(int condition) { return __ballot_sync(0xffffffff, condition); }

#else

#include "stub/host.h"

#endif

/* In kernels.h these say how a kernel is launched. */
#define ELEMENTS KERNEL
#define WARPS KERNEL
#define BLOCKS KERNEL

DEVICE float square_root(float x) {
#if defined(__CUDACC__) && !defined(__clang__)
    return sqrtf(x);
#else
    return __builtin_sqrtf(x);
#endif
}

DEVICE float size_of(float x) {
#if defined(__CUDACC__) && !defined(__clang__)
    return fabsf(x);
#else
    return __builtin_fabsf(x);
#endif
}

DEVICE int ones(unsigned bits) {
#if defined(__CUDACC__) && !defined(__clang__)
    return __popc(bits);
#else
    return __builtin_popcount(bits);
#endif
}

DEVICE unsigned bits_of(float x) {
    unsigned bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}

DEVICE float of_bits(unsigned bits) {
    float x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}

#endif
