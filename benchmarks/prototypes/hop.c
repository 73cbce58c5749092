/*
 * hop [CORE CORE]: the time a cache line takes from one core to the other, one way, in nanoseconds.
 *
 * Two processes, pinned to a core each (the first two this process may use, unless named), hand a count back and forth on two
 * cache lines for about 4 ms. The median over short batches is printed: a batch that the scheduler cut in two does not matter.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUND_TRIPS = 200, MOST_BATCHES = 4096, PROBE_NANOS = 4000000 };
#define STOP (~0ul)

/* The lines are 256 bytes apart: prefetching of neighbouring lines must not couple them. */
typedef struct {
    _Alignas(256) atomic_ulong ping;
    _Alignas(256) atomic_ulong pong;
} Lines;

static double now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void pin(int core) {
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(core, &only);
    if (sched_setaffinity(0, sizeof only, &only) != 0) {
        perror("hop: sched_setaffinity");
        exit(1);
    }
}

/* The number-th core this process may run on. */
static int allowed_core(int number) {
    cpu_set_t allowed;
    sched_getaffinity(0, sizeof allowed, &allowed);
    for (int core = 0; core < CPU_SETSIZE; core++) {
        if (CPU_ISSET(core, &allowed) && number-- == 0) {
            return core;
        }
    }
    fprintf(stderr, "hop: two cores are needed\n");
    exit(1);
}

static void echo(Lines *lines) {
    for (unsigned long count = 1;; count++) {
        unsigned long seen;
        do {
            seen = atomic_load_explicit(&lines->ping, memory_order_acquire);
        } while (seen < count);
        if (seen == STOP) {
            _exit(0);
        }
        atomic_store_explicit(&lines->pong, count, memory_order_release);
    }
}

/* Plays the round trips after count, returns the nanoseconds of one way. */
static double batch(Lines *lines, unsigned long count) {
    double start = now_nanos();
    for (unsigned long last = count + ROUND_TRIPS; count < last;) {
        atomic_store_explicit(&lines->ping, ++count, memory_order_release);
        while (atomic_load_explicit(&lines->pong, memory_order_acquire) < count) {
        }
    }
    return (now_nanos() - start) / ROUND_TRIPS / 2;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

int main(int argc, char **argv) {
    int here = argc == 3 ? atoi(argv[1]) : allowed_core(0);
    int there = argc == 3 ? atoi(argv[2]) : allowed_core(1);
    Lines *lines = mmap(NULL, sizeof *lines, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t parent = getpid(), child = lines == MAP_FAILED ? -1 : fork();
    if (child < 0) {
        perror("hop");
        return 1;
    }
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(1);
        }
        pin(there);
        echo(lines);
    }
    pin(here);
    batch(lines, 0); /* not counted: the other process is still starting */
    static double nanos[MOST_BATCHES];
    int batches = 0;
    for (double start = now_nanos(); batches < MOST_BATCHES && now_nanos() - start < PROBE_NANOS; batches++) {
        nanos[batches] = batch(lines, (batches + 1ul) * ROUND_TRIPS);
    }
    atomic_store_explicit(&lines->ping, STOP, memory_order_release);
    waitpid(child, NULL, 0);
    qsort(nanos, batches, sizeof nanos[0], ascending);
    printf("%.1f\n", nanos[batches / 2]);
    return 0;
}
