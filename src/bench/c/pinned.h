/* What both programs share: a pinned peer, a clock, a histogram, and the commands on standard input. */
#ifndef PINNED_H
#define PINNED_H

#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LINE 64
#define BUCKETS 4096
#define BUCKET_NANOS 10
#define LONG_BUCKETS 1024
#define LONG_SHIFT 5

static inline uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t) time.tv_sec * 1000000000u + (uint64_t) time.tv_nsec;
}


static void pin(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0) {
        fprintf(stderr, "cannot run on CPU %d\n", cpu);
        exit(2);
    }
}

/* Times of single operations, in steps of 10 ns; what is longer than 41 us, in steps of a thirty-second of itself. */
struct histogram {
    uint64_t counts[BUCKETS];
    uint64_t longer[LONG_BUCKETS];
    uint64_t total;
    uint64_t max;
};

static uint64_t long_bucket(uint64_t nanos) {
    uint64_t shift = 63 - LONG_SHIFT - (uint64_t) __builtin_clzll(nanos);
    uint64_t bucket = (shift << LONG_SHIFT) + (nanos >> shift) - (1 << LONG_SHIFT);
    return bucket < LONG_BUCKETS ? bucket : LONG_BUCKETS - 1;
}

static uint64_t long_bucket_nanos(uint64_t bucket) {
    uint64_t shift = bucket >> LONG_SHIFT;
    return ((1 << LONG_SHIFT) + (bucket & ((1 << LONG_SHIFT) - 1))) << shift;
}

static void record(struct histogram *histogram, uint64_t nanos) {
    uint64_t bucket = nanos / BUCKET_NANOS;
    if (bucket < BUCKETS) {
        histogram->counts[bucket]++;
    } else {
        histogram->longer[long_bucket(nanos)]++;
    }
    histogram->total++;
    if (nanos > histogram->max) {
        histogram->max = nanos;
    }
}

static uint64_t percentile(const struct histogram *histogram, double share) {
    uint64_t wanted = (uint64_t) (share * (double) histogram->total);
    uint64_t seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
        seen += histogram->counts[bucket];
        if (seen > wanted) {
            return (uint64_t) bucket * BUCKET_NANOS;
        }
    }
    for (uint64_t bucket = 0; bucket < LONG_BUCKETS; bucket++) {
        seen += histogram->longer[bucket];
        if (seen > wanted) {
            return long_bucket_nanos(bucket);
        }
    }
    return histogram->max;
}

/* One answer: operations, nanoseconds in all, p50, p99, max; a stream has no single times and says 0. */
static void answer(uint64_t operations, uint64_t nanos, const struct histogram *histogram) {
    printf("%lu %lu %lu %lu %lu\n", operations, nanos, histogram ? percentile(histogram, 0.5) : 0,
           histogram ? percentile(histogram, 0.99) : 0, histogram ? histogram->max : 0);
    fflush(stdout);
}

/* A command: its name and how many milliseconds; 0 at the end of input. */
static int command(char name[32], uint64_t *nanos) {
    unsigned long millis;
    if (scanf("%31s %lu", name, &millis) != 2) {
        return 0;
    }
    *nanos = millis * 1000000u;
    return 1;
}

#endif
