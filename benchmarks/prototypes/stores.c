/*
 * What it costs one process to lay messages into a ring from which another one copies them out, by the kind of its stores: docs/decisions/0024.
 *
 *   cc -O2 -mavx2 -o stores stores.c && ./stores [RING_BYTES]    one line for each length: microseconds until all has been read, medians
 *
 * Pieces of up to 16 KiB, 512 bytes apart; each process on a core of its own, 0 and 1.
 */
#define _GNU_SOURCE
#include <immintrin.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 16 << 10, GAP = 512, LONGEST = 1 << 20, WAYS = 5, LENGTHS = 8, ROUNDS = 2, MOST_TIMES = 2500, LINE = 64 };

static const size_t lengths[LENGTHS] = {1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10, 64 << 10, 256 << 10, LONGEST};
static const char *const names[WAYS] = {"plain", "memcpy", "rep movsb", "prefetchw", "non-temporal"};

typedef struct {
    _Alignas(128) _Atomic long sent;
    _Alignas(128) _Atomic long taken;
    _Alignas(128) _Atomic long begun;
} Words;

static double now_micros(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static void keep_to(int core) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    sched_setaffinity(0, sizeof set, &set);
}

static void plain(char *to, const char *from, size_t bytes, int prefetches) {
    for (size_t i = 0; i < bytes; i += LINE) {
        if (prefetches) {
            __builtin_prefetch(to + i + 2048, 1, 3);
        }
        __m256i low = _mm256_loadu_si256((const void *)(from + i)), high = _mm256_loadu_si256((const void *)(from + i + 32));
        _mm256_storeu_si256((void *)(to + i), low);
        _mm256_storeu_si256((void *)(to + i + 32), high);
    }
}

static void nontemporal(char *to, const char *from, size_t bytes) {
    for (size_t i = 0; i < bytes; i += 16) {
        _mm_stream_si128((void *)(to + i), _mm_loadu_si128((const void *)(from + i)));
    }
    _mm_sfence();
}

static void lay(int way, char *to, const char *from, size_t bytes) {
    switch (way) {
    case 0:
        plain(to, from, bytes, 0);
        break;
    case 1:
        memcpy(to, from, bytes);
        break;
    case 2:
        __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes)::"memory");
        break;
    case 3:
        plain(to, from, bytes, 1);
        break;
    default:
        nontemporal(to, from, bytes);
    }
}

static void await(_Atomic long *word, long value) {
    while (atomic_load_explicit(word, memory_order_acquire) < value) {
        _mm_pause();
    }
}

static int compare(const void *one, const void *other) {
    double first = *(const double *)one, second = *(const double *)other;
    return (first > second) - (first < second);
}

int main(int argc, char **argv) {
    size_t ring_bytes = argc > 1 ? strtoul(argv[1], NULL, 10) : 2 << 20;
    Words *words = mmap(NULL, sizeof *words, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *ring = mmap(NULL, ring_bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *buffer = aligned_alloc(4096, LONGEST);
    if (words == MAP_FAILED || ring == MAP_FAILED || buffer == NULL || ring_bytes < PIECE + GAP) {
        return 1;
    }
    static double micros[MOST_TIMES];
    long sequence = 0, begun = 0;
    int writes = fork() == 0;
    keep_to(writes ? 0 : 1);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < LENGTHS; i++) {
            size_t bytes = lengths[i], piece = bytes < PIECE ? bytes : PIECE, slots = ring_bytes / (piece + GAP);
            int times = bytes < 64 << 10 ? MOST_TIMES : bytes < LONGEST ? 300 : 80;
            for (int way = 0; way < WAYS; way++) {
                for (int time = 0; time < times; time++) {
                    begun++;
                    if (writes) {
                        memset(buffer, time, bytes);
                        atomic_store(&words->begun, begun);
                    }
                    await(&words->begun, begun);
                    double start = now_micros();
                    for (size_t at = 0; at < bytes; at += piece) {
                        char *place = ring + sequence++ % slots * (piece + GAP);
                        if (writes) {
                            await(&words->taken, sequence - (long)slots);
                            lay(way, place, buffer + at, piece);
                            atomic_store_explicit(&words->sent, sequence, memory_order_release);
                        } else {
                            await(&words->sent, sequence);
                            memcpy(buffer + at, place, piece);
                            atomic_store_explicit(&words->taken, sequence, memory_order_release);
                        }
                    }
                    if (writes) {
                        await(&words->taken, sequence);
                    }
                    micros[time] = now_micros() - start;
                }
                qsort(micros, times, sizeof micros[0], compare);
                if (writes && round == ROUNDS - 1) {
                    printf("%s%s %.2f", way == 0 ? "" : ", ", names[way], micros[times / 2]);
                }
            }
            if (writes && round == ROUNDS - 1) {
                printf("    %zu bytes\n", bytes);
            }
        }
    }
    if (!writes) {
        wait(NULL);
    }
    return 0;
}
