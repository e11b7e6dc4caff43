/*
 * The ring of multikernel.urpc.Ring in C: the same layout, order of accesses, acknowledgement, depth and pinning, so that
 * a ratio of the two tells what Java costs. "ring CPU CPU [CAPACITY]", then lines "round-trip MILLIS" or "stream MILLIS"
 * on standard input. Every message is written and read whole: seven words. Between two commands nothing runs.
 *
 * Compiled with -DCLEARED it is the other scheme of flow control: the reader clears each line's header, which the
 * writer looks at instead of the reader's position. With -DUNMARKED the reader never writes a line.
 */
#include "pinned.h"

#define WORDS 7
#define BATCH 64
#define REPLY 1
#define STOP 2
#define TAKEN 0x80000000u

struct slot {
    _Alignas(LINE) uint64_t payload[WORDS];
    _Atomic uint64_t header;
};

/* Written by one side each, two lines apart: processors fetch lines in pairs. */
struct ring {
    _Alignas(128) uint64_t sent, limit;
    _Alignas(128) _Atomic uint64_t published;
    _Alignas(128) uint64_t received;
    _Alignas(128) struct slot slots[];
};

static uint64_t mask;
static uint64_t run;

static inline uint64_t header_of(uint64_t position, uint32_t tag) {
    return position << 32 | tag;
}

static inline int is_of(uint64_t header, uint64_t position) {
    return (uint32_t) (header >> 32) == (uint32_t) position;
}

/* By the reader's thread: who touches memory first gives it its NUMA node. */
static struct ring *format(void) {
    size_t bytes = sizeof(struct ring) + (mask + 1) * sizeof(struct slot);
    struct ring *ring = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
    memset(ring, 0, bytes);
    ring->limit = mask + 1;
#ifndef CLEARED
    for (uint64_t position = 0; position <= mask; position++) {
        ring->slots[position].header = header_of(position - mask - 1, 0);
    }
#endif
    return ring;
}

#ifdef CLEARED

static inline int has_room(struct ring *ring) {
    return atomic_load_explicit(&ring->slots[ring->sent & mask].header, memory_order_acquire) == 0;
}

static inline int is_full(uint64_t header, uint64_t position) {
    (void) position;
    return header != 0;
}

static inline void release(struct ring *ring) {
    atomic_store_explicit(&ring->slots[ring->received & mask].header, 0, memory_order_release);
    ring->received++;
}

static inline void nothing(struct ring *ring) {
    (void) ring;
}

static inline uint64_t full_header(uint64_t position, uint32_t tag) {
    (void) position;
    return 1ull << 63 | tag;
}

#else

static inline int has_room(struct ring *ring) {
    if ((int64_t) (ring->limit - ring->sent) > 0) {
        return 1;
    }
    ring->limit = atomic_load_explicit(&ring->published, memory_order_acquire) + mask + 1;
    return (int64_t) (ring->limit - ring->sent) > 0;
}

static inline int is_full(uint64_t header, uint64_t position) {
    return is_of(header, position);
}

static inline void give_back(struct ring *ring, uint64_t least) {
    if (ring->received - atomic_load_explicit(&ring->published, memory_order_relaxed) >= least) {
        atomic_store_explicit(&ring->published, ring->received, memory_order_release);
    }
}

static inline void release(struct ring *ring) {
#ifndef UNMARKED
    atomic_store_explicit(&ring->slots[ring->received & mask].header, header_of(ring->received, TAKEN),
                          memory_order_release);
#endif
    ring->received++;
    give_back(ring, run);
}

static inline void nothing(struct ring *ring) {
    give_back(ring, 1);
}

static inline uint64_t full_header(uint64_t position, uint32_t tag) {
    return header_of(position, tag);
}

#endif

static inline void send(struct ring *ring, uint64_t value, uint32_t tag) {
    while (!has_room(ring)) {
    }
    struct slot *slot = &ring->slots[ring->sent & mask];
    for (int word = 0; word < WORDS; word++) {
        slot->payload[word] = value + (uint64_t) word;
    }
    atomic_store_explicit(&slot->header, full_header(ring->sent, tag), memory_order_release);
    ring->sent++;
}

/* Takes at most a batch; the last message's tag, or -1, and the sum of what was read. */
static inline int drain(struct ring *ring, uint64_t *sum) {
    int tag = -1;
    for (int taken = 0; taken < BATCH; taken++) {
        struct slot *slot = &ring->slots[ring->received & mask];
        uint64_t header = atomic_load_explicit(&slot->header, memory_order_acquire);
        if (!is_full(header, ring->received)) {
            nothing(ring);
            break;
        }
        for (int word = 0; word < WORDS; word++) {
            *sum += slot->payload[word];
        }
        tag = (int) (uint32_t) (header & 0x7fffffff);
        release(ring);
    }
    return tag;
}

struct pair {
    int cpu;
    struct ring *out, *in;
};

/* The other thread, for one command: answers what asks for it. */
static void *echo(void *argument) {
    const struct pair pair = *(struct pair *) argument;
    uint64_t sum = 0;
    pin(pair.cpu);
    for (int tag = 0; tag != STOP;) {
        tag = drain(pair.out, &sum);
        if (tag > 0) {
            send(pair.in, sum, 0);
        }
    }
    return NULL;
}

/* The ring that the other thread reads, homed where it runs. */
static void *format_there(void *cpu) {
    pin(*(int *) cpu);
    return format();
}

static uint64_t await(struct ring *ring) {
    uint64_t sum = 0;
    while (drain(ring, &sum) < 0) {
    }
    return sum;
}

static void round_trips(struct ring *out, struct ring *in, uint64_t length) {
    static struct histogram histogram;
    memset(&histogram, 0, sizeof histogram);
    uint64_t trips = 0, start = now(), before = start;
    while (before - start < length) {
        send(out, trips++, REPLY);
        await(in);
        uint64_t after = now();
        record(&histogram, after - before);
        before = after;
    }
    answer(trips, before - start, &histogram);
}

static void stream(struct ring *out, struct ring *in, uint64_t length) {
    uint64_t sent = 0, start = now(), time = start;
    while (time - start < length) {
        for (int message = 0; message < 1023; message++) {
            send(out, sent++, 0);
        }
        time = now();
    }
    send(out, sent++, REPLY);
    await(in);
    answer(sent, now() - start, NULL);
}

static int perform(const char *name, uint64_t length, struct pair *pair) {
    pthread_t thread;
    if (strcmp(name, "round-trip") != 0 && strcmp(name, "stream") != 0) {
        fprintf(stderr, "unknown: %s\n", name);
        return 0;
    }
    pthread_create(&thread, NULL, echo, pair);
    send(pair->out, 0, REPLY);
    await(pair->in);
    if (strcmp(name, "stream") == 0) {
        stream(pair->out, pair->in, length);
    } else {
        round_trips(pair->out, pair->in, length);
    }
    send(pair->out, 0, STOP);
    await(pair->in);
    pthread_join(thread, NULL);
    return 1;
}

int main(int count, char **arguments) {
    if (count != 3 && count != 4) {
        fprintf(stderr, "usage: ring CPU CPU [CAPACITY]\n");
        return 2;
    }
    uint64_t capacity = count == 4 ? strtoul(arguments[3], NULL, 10) : 1024;
    if (capacity < 2 || (capacity & (capacity - 1)) != 0) {
        fprintf(stderr, "a capacity is a power of two from 2\n");
        return 2;
    }
    mask = capacity - 1;
    run = capacity / 4 > 0 ? capacity / 4 : 1;
    pin(atoi(arguments[1]));
    struct pair pair = {.cpu = atoi(arguments[2]), .in = format()};
    pthread_t thread;
    void *out;
    pthread_create(&thread, NULL, format_there, &pair.cpu);
    pthread_join(thread, &out);
    pair.out = out;
    char name[32];
    uint64_t length;
    while (command(name, &length)) {
        if (!perform(name, length, &pair)) {
            return 2;
        }
    }
    return 0;
}
