/*
 * What the system takes to take a page away from threads of one process that use it: "unmap BYTES CPU CPU ...", the
 * thread that does it on the first CPU and a user on each of the others, then lines "munmap MILLIS" or "mprotect MILLIS"
 * on standard input. Only the call is timed: it ends when no CPU can reach the page, or write to it, any more. Between
 * two commands nothing runs.
 */
#include "pinned.h"

#include <setjmp.h>
#include <signal.h>
#include <sys/mman.h>

/* In a line of its own: what everyone is to use, and how each user has fared. */
struct line {
    _Alignas(128) _Atomic uint64_t word;
};

struct user {
    int cpu;
    struct line used;
};

/* The page, and how many there were before it in the bits that a page's address leaves free. */
static struct line shown;
static struct user *users;
static int count, at_once;
static size_t bytes;

static const uint64_t END = UINT64_MAX;
static const uint64_t NUMBER = 4095;

static uint64_t page_of(uint64_t word) {
    return word & ~NUMBER;
}

static _Thread_local sigjmp_buf before_use;

/* A user that came too late for a page: it was not on a CPU, so nobody waited for it. */
static void too_late(int signal) {
    (void) signal;
    siglongjmp(before_use, 1);
}

/* Writes to each page that it is shown, and looks for the next one all the time. */
static void *use(void *argument) {
    struct user *user = argument;
    pin(user->cpu);
    volatile uint64_t last = 0;
    uint64_t word;
    while ((word = atomic_load_explicit(&shown.word, memory_order_acquire)) != END) {
        if (word != last && page_of(word) != 0) {
            last = word;
            if (sigsetjmp(before_use, 1) == 0) {
                *(volatile uint64_t *) page_of(word) = word;
                atomic_store_explicit(&user->used.word, word, memory_order_release);
            }
        }
    }
    return NULL;
}

/* Has a user on each CPU that is not this thread's written to it? */
static int in_use(uint64_t word) {
    int found = 0;
    for (int i = 0; i < count; i++) {
        found += atomic_load_explicit(&users[i].used.word, memory_order_acquire) == word;
    }
    return found >= at_once;
}

static uint64_t show(void *page, uint64_t number) {
    uint64_t word = (uint64_t) page | (number & (NUMBER - 1)) | 1;
    atomic_store_explicit(&shown.word, word, memory_order_release);
    while (!in_use(word)) {
    }
    return word;
}

static void *new_pages(void) {
    void *page = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) {
        fprintf(stderr, "no memory\n");
        exit(2);
    }
    memset(page, 1, bytes);
    return page;
}

static void take_away(int unmaps, uint64_t length) {
    static struct histogram histogram;
    memset(&histogram, 0, sizeof histogram);
    uint64_t done = 0, start = now(), end;
    void *page = new_pages();
    do {
        show(page, 2 * done);
        uint64_t before = now();
        int failed = unmaps ? munmap(page, bytes) : mprotect(page, bytes, PROT_READ);
        end = now();
        record(&histogram, end - before);
        if (failed) {
            fprintf(stderr, "refused by the system\n");
            exit(2);
        }
        done++;
        if (unmaps) {
            page = new_pages();
        } else if (mprotect(page, bytes, PROT_READ | PROT_WRITE) == 0) {
            memset(page, 1, bytes);
        }
    } while (end - start < length);
    munmap(page, bytes);
    answer(done, end - start, &histogram);
}

static int perform(const char *name, uint64_t length) {
    int unmaps = strcmp(name, "munmap") == 0;
    if (!unmaps && strcmp(name, "mprotect") != 0) {
        fprintf(stderr, "unknown: %s\n", name);
        return 0;
    }
    pthread_t *threads = calloc((size_t) count + 1, sizeof *threads);
    shown.word = 0;
    for (int i = 0; i < count; i++) {
        users[i].used.word = 0;
        pthread_create(&threads[i], NULL, use, &users[i]);
    }
    take_away(unmaps, length);
    atomic_store_explicit(&shown.word, END, memory_order_release);
    for (int i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
    free(threads);
    return 1;
}

/* CPUs beside the first thread's, on which users run at the same time as it. */
static int other_cpus(int first) {
    int found = 0;
    for (int i = 0; i < count; i++) {
        int is_new = users[i].cpu != first;
        for (int j = 0; j < i; j++) {
            is_new = is_new && users[j].cpu != users[i].cpu;
        }
        found += is_new;
    }
    return found;
}

int main(int arguments, char **argument) {
    if (arguments < 3) {
        fprintf(stderr, "usage: unmap BYTES CPU [CPU ...]\n");
        return 2;
    }
    bytes = strtoul(argument[1], NULL, 10);
    count = arguments - 3;
    users = aligned_alloc(128, ((size_t) count + 1) * sizeof *users);
    for (int i = 0; i < count; i++) {
        users[i].cpu = atoi(argument[3 + i]);
    }
    signal(SIGSEGV, too_late);
    int first = atoi(argument[2]);
    at_once = other_cpus(first);
    pin(first);
    char name[32];
    uint64_t length;
    while (command(name, &length)) {
        if (!perform(name, length)) {
            return 2;
        }
    }
    return 0;
}
