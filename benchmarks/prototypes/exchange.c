/*
 * Two threads, a core each, send each other messages of 32 to 896 bytes; see docs/decisions/0016.
 *
 *   cc -O2 -march=native -pthread exchange.c && ./a.out
 *
 * Each line is a size; each group of three columns is one series: nanoseconds for an exchange with the payload and then a sequence in a line of
 * its own; with a sequence in each line of the payload, all lines looked at in each pass; the same, line after line.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SLOTS = 8, WORDS = 128, LINE = 8, PAYLOAD = 7, SERIES = 3, WARMUP = 2000, ITERATIONS = 100000 };
enum { OWN_LINE, ALL_LINES, ONE_BY_ONE, SCHEMES };

typedef struct {
    _Alignas(4096) uint64_t slots[SLOTS][WORDS];
    _Alignas(64) _Atomic uint64_t sequence;
} Side;

static Side *sides[2];
static int words, scheme;
static double result_nanos;
static pthread_barrier_t both;

static double now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static _Atomic uint64_t *sequence_of(uint64_t *slot, int line) {
    return (_Atomic uint64_t *)&slot[line * LINE + PAYLOAD];
}

static void put(Side *side, uint64_t sequence, const uint64_t *from) {
    uint64_t *slot = side->slots[sequence % SLOTS];
    if (scheme == OWN_LINE) {
        memcpy(slot, from, words * sizeof(uint64_t));
        atomic_store_explicit(&side->sequence, sequence, memory_order_release);
        return;
    }
    for (int i = 0, line = 0; i < words; line++) {
        for (int j = 0; j < PAYLOAD && i < words; j++) {
            ((volatile uint64_t *)slot)[line * LINE + j] = from[i++];
        }
        atomic_store_explicit(sequence_of(slot, line), sequence, memory_order_release);
    }
}

static void await_all_lines(uint64_t *slot, uint64_t sequence, int lines) {
    int there;
    do {
        there = 1;
        for (int line = 0; line < lines; line++) {
            there &= atomic_load_explicit(sequence_of(slot, line), memory_order_acquire) == sequence;
        }
    } while (!there);
}

static void get(Side *side, uint64_t sequence, uint64_t *to) {
    uint64_t *slot = side->slots[sequence % SLOTS];
    if (scheme == OWN_LINE) {
        while (atomic_load_explicit(&side->sequence, memory_order_acquire) < sequence) {
        }
        memcpy(to, slot, words * sizeof(uint64_t));
        return;
    }
    int lines = (words + PAYLOAD - 1) / PAYLOAD;
    if (scheme == ALL_LINES) {
        await_all_lines(slot, sequence, lines);
    } else {
        for (int line = 0; line < lines; line++) {
            while (atomic_load_explicit(sequence_of(slot, line), memory_order_acquire) != sequence) {
            }
        }
    }
    for (int i = 0, line = 0; i < words; line++) {
        for (int j = 0; j < PAYLOAD && i < words; j++) {
            to[i++] = slot[line * LINE + j];
        }
    }
}

static void *run(void *argument) {
    static uint64_t last[2];
    long me = (long)argument;
    uint64_t sent[WORDS], received[WORDS], sequence = last[me];
    double start_nanos = 0;
    cpu_set_t core;
    CPU_ZERO(&core);
    CPU_SET(me, &core);
    pthread_setaffinity_np(pthread_self(), sizeof core, &core);
    pthread_barrier_wait(&both);
    for (int i = -WARMUP; i < ITERATIONS; i++) {
        start_nanos = i == 0 ? now_nanos() : start_nanos;
        sequence++;
        for (int k = 0; k < words; k++) {
            sent[k] = sequence + k;
        }
        put(sides[me], sequence, sent);
        get(sides[!me], sequence, received);
        for (int k = 0; k < words; k++) {
            if (received[k] != sequence + k) {
                fprintf(stderr, "scheme %d: a word is wrong\n", scheme);
                exit(1);
            }
        }
    }
    if (me == 0) {
        result_nanos = (now_nanos() - start_nanos) / ITERATIONS;
    }
    last[me] = sequence;
    pthread_barrier_wait(&both);
    return NULL;
}

static double exchange_nanos(void) {
    pthread_t other;
    memset(sides[0], 0, sizeof(Side));
    memset(sides[1], 0, sizeof(Side));
    pthread_create(&other, NULL, run, (void *)1L);
    run((void *)0L);
    pthread_join(other, NULL);
    return result_nanos;
}

int main(void) {
    static const int SIZES[] = {32, 64, 128, 256, 512, 896};
    pthread_barrier_init(&both, NULL, 2);
    for (int i = 0; i < 2; i++) {
        sides[i] = aligned_alloc(4096, sizeof(Side));
    }
    for (int i = 0; i < (int)(sizeof SIZES / sizeof *SIZES); i++) {
        words = SIZES[i] / (int)sizeof(uint64_t);
        printf("%4d:", SIZES[i]);
        for (int series = 0; series < SERIES; series++) {
            for (scheme = 0; scheme < SCHEMES; scheme++) {
                printf(" %6.0f", exchange_nanos());
            }
            printf(" |");
        }
        printf("\n");
    }
}
