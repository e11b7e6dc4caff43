/*
 * What a cache line costs to hand over and back, the limit that the hardware sets: two pinned threads, a line each way,
 * one word in it. "line CPU CPU", then lines "round-trip MILLIS" on standard input. Between two commands nothing runs.
 */
#include "pinned.h"

struct line {
    _Alignas(128) _Atomic uint64_t word;
};

static struct line ping, pong;
static const uint64_t END = UINT64_MAX;

/* The other thread, for one command. */
static void *echo(void *cpu) {
    pin(*(int *) cpu);
    for (uint64_t next = 1;; next++) {
        uint64_t word;
        while ((word = atomic_load_explicit(&ping.word, memory_order_acquire)) != next) {
            if (word == END) {
                return NULL;
            }
        }
        atomic_store_explicit(&pong.word, next, memory_order_release);
    }
}

static void trip(uint64_t number) {
    atomic_store_explicit(&ping.word, number, memory_order_release);
    while (atomic_load_explicit(&pong.word, memory_order_acquire) != number) {
    }
}

static void round_trips(uint64_t length) {
    static struct histogram histogram;
    memset(&histogram, 0, sizeof histogram);
    uint64_t trips = 1;
    trip(trips);
    uint64_t start = now(), before = start;
    while (before - start < length) {
        trip(++trips);
        uint64_t after = now();
        record(&histogram, after - before);
        before = after;
    }
    answer(trips - 1, before - start, &histogram);
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: line CPU CPU\n");
        return 2;
    }
    int other = atoi(arguments[2]);
    pin(atoi(arguments[1]));
    char name[32];
    uint64_t length;
    while (command(name, &length)) {
        if (strcmp(name, "round-trip") != 0) {
            fprintf(stderr, "unknown: %s\n", name);
            return 2;
        }
        pthread_t thread;
        ping.word = pong.word = 0;
        pthread_create(&thread, NULL, echo, &other);
        round_trips(length);
        atomic_store_explicit(&ping.word, END, memory_order_release);
        pthread_join(thread, NULL);
    }
    return 0;
}
