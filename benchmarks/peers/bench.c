/*
 * A rank of a peer that `tutti bench` measures: the twin in C of org.tutti.launcher.bench's BenchRank, Workload, CollectiveRole,
 * Overlap and Timing. A change of what is measured here is a change there.
 *
 *   bench FOLDER PROCESS CROWDED    reads commands from the pipe FOLDER/rankR, rank 0 answers to the pipe FOLDER/answers. Between two
 *                                   commands each rank blocks in read(), so that it takes no time from others. It ends with the
 *                                   pipes. CROWDED is true where there are more ranks than processors.
 *
 * A command is a line OPERATION TYPE BYTES BUFFERS ITERATIONS WARMUP; what kind of buffers is all the same here. The answer is a line of
 * five numbers, in nanoseconds, each that of the slowest rank: an operation, what is subtracted from it already, and median,
 * 99th percentile and maximum of single calls.
 *
 * An iteration writes what is sent (each element up to 4 KiB, above one of each line and the last), calls, and reads one element of each
 * line of what was received, and the last. Where all ranks wait for all, iterations follow each other and a rank's time is the mean
 * over all. Where some may leave before others have come, they begin each call at once, and only call and reading are timed: they
 * wait for each other by counts in the file FOLDER/start, and then for a moment that rank 0 has set. A barrier would let some ranks go
 * a hop before the others.
 * What writing and reading take alone, with the lines in this rank's cache, and what reading the clock takes is subtracted. Where a
 * call is many messages all this is divided by their number.
 */
#include <fcntl.h>
#include <mpi.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { LINE_BYTES = 64, WHOLE_BYTES = 4096, ALONE_BATCHES = 5, CLOCK_READS = 2000, VALUES = 1000, ROOT = 0, WINDOW = 64 };

typedef enum {
    BARRIER, ALLREDUCE, IALLREDUCE, OVERLAP, ALLGATHER, ALLTOALL, REDUCE_SCATTER, BCAST, REDUCE, GATHER, SCATTER, SCAN,
    LATENCY, BW, BIBW, OPERATIONS
} Operation;

static const char *const NAMES[OPERATIONS] = {
    "BARRIER", "ALLREDUCE", "IALLREDUCE", "OVERLAP", "ALLGATHER", "ALLTOALL", "REDUCE_SCATTER", "BCAST", "REDUCE", "GATHER",
    "SCATTER", "SCAN",
    "LATENCY", "BW", "BIBW"};

typedef struct {
    double *nanos;
    int capacity, count;
} Calls;

static int rank, ranks;
static volatile float sink; /* what was read goes here, so that the compiler must read it */
static double clock_nanos;
static Calls calls;

static double now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void fail(const char *what) {
    fprintf(stderr, "bench: rank %d: %s\n", rank, what);
    MPI_Abort(MPI_COMM_WORLD, 1);
    exit(1);
}

#include "start_line.h"

#include "elements.h"

typedef struct {
    Operation operation;
    Kind kind;
    MPI_Datatype type;
    int count;          /* elements of a message, of a block, or in total where it is divided */
    void *send, *recv;  /* the same buffer for bcast */
    int sent, received; /* elements that this rank passes, and that it receives */
} Work;

/* ---- what is sent and received ---- */

static int sends(const Work *work) {
    return work->operation != BCAST || rank == ROOT;
}

static void write_sent(const Work *work, int iteration) {
    if (sends(work)) {
        write_lines(work->kind, work->send, work->sent, (iteration & 1023) + rank);
    }
    __asm__ volatile("" ::: "memory"); /* the compiler must do this in every iteration */
}

static float read_received(const Work *work) {
    __asm__ volatile("" ::: "memory");
    return read_lines(work->kind, work->recv, work->received);
}

#include "pairs.h"

#include "overlap.h"

/* ---- the operation ---- */

static Work work_of(Operation operation, Kind kind, int bytes) {
    static void *first, *second;
    static long first_capacity, second_capacity;
    int count = bytes / bytes_of(kind);
    int sent = operation == ALLTOALL || operation == SCATTER ? count * ranks : count;
    int received = operation == ALLGATHER || operation == ALLTOALL || operation == GATHER ? count * ranks
                   : operation == REDUCE_SCATTER                                          ? count / ranks
                                                                                          : count;
    if (is_of_pairs(operation)) {
        sent = pair_sends(operation) ? count : 0;
        received = pair_receives(operation) ? count : 0;
    }
    first = grown(first, &first_capacity, (sent > 0 ? sent : 1) * (long)bytes_of(kind));
    second = grown(second, &second_capacity, (received > 0 ? received : 1) * (long)bytes_of(kind));
    return (Work){operation, kind, datatype_of(kind), count, first, operation == BCAST ? first : second, sent, received};
}

static void call(const Work *work) {
    int count = work->count;
    MPI_Datatype type = work->type;
    void *send = work->send, *recv = work->recv;
    switch (work->operation) {
    case BARRIER:
        MPI_Barrier(MPI_COMM_WORLD);
        break;
    case ALLREDUCE:
        MPI_Allreduce(send, recv, count, type, MPI_SUM, MPI_COMM_WORLD);
        break;
    case IALLREDUCE:
        wait_for(begin_allreduce(work));
        break;
    case OVERLAP:
        overlap(work);
        break;
    case ALLGATHER:
        MPI_Allgather(send, count, type, recv, count, type, MPI_COMM_WORLD);
        break;
    case ALLTOALL:
        MPI_Alltoall(send, count, type, recv, count, type, MPI_COMM_WORLD);
        break;
    case REDUCE_SCATTER:
        MPI_Reduce_scatter_block(send, recv, count / ranks, type, MPI_SUM, MPI_COMM_WORLD);
        break;
    case BCAST:
        MPI_Bcast(send, count, type, ROOT, MPI_COMM_WORLD);
        break;
    case REDUCE:
        MPI_Reduce(send, recv, count, type, MPI_SUM, ROOT, MPI_COMM_WORLD);
        break;
    case GATHER:
        MPI_Gather(send, count, type, recv, count, type, ROOT, MPI_COMM_WORLD);
        break;
    case SCATTER:
        MPI_Scatter(send, count, type, recv, count, type, ROOT, MPI_COMM_WORLD);
        break;
    case SCAN:
        MPI_Scan(send, recv, count, type, MPI_SUM, MPI_COMM_WORLD);
        break;
    case LATENCY:
    case BW:
    case BIBW:
        exchange(work);
        break;
    case OPERATIONS:
        break;
    }
}

static int value_of(int of_rank, int index) {
    return (of_rank + 1) * (index % VALUES);
}

static double expected(const Work *work, int i) {
    int count = work->count, sum_of_ranks = ranks * (ranks + 1) / 2;
    switch (work->operation) {
    case BCAST:
        return value_of(ROOT, i);
    case REDUCE:
    case ALLREDUCE:
    case IALLREDUCE:
    case OVERLAP:
        return sum_of_ranks * (i % VALUES);
    case GATHER:
    case ALLGATHER:
        return value_of(i / count, i % count);
    case SCATTER:
        return value_of(ROOT, rank * count + i);
    case ALLTOALL:
        return value_of(i / count, rank * count + i % count);
    case REDUCE_SCATTER:
        return sum_of_ranks * ((rank * (count / ranks) + i) % VALUES);
    case SCAN:
        return (rank + 1) * (rank + 2) / 2 * (i % VALUES);
    case LATENCY:
    case BW:
    case BIBW:
        return value_of(partner(), i);
    default:
        return 0;
    }
}

/* Calls once with known elements, and fails where another result comes than these have. */
static void check(const Work *work) {
    for (int i = 0; i < work->sent; i++) {
        set_element(work->kind, work->send, i, sends(work) ? value_of(rank, i) : -1);
    }
    call(work);
    int receives = rank == ROOT || (work->operation != GATHER && work->operation != REDUCE);
    for (int i = 0; receives && i < work->received; i++) {
        if (get_element(work->kind, work->recv, i) != expected(work, i)) {
            fail("the result is wrong");
        }
    }
}

/* ---- what is timed ---- */

static int runs_ahead(const Work *work) {
    return work->operation >= BCAST && work->operation <= SCAN;
}

static double batch(const Work *work, int iterations) {
    float sum = 0;
    double start_nanos = now_nanos();
    for (int i = 0; i < iterations; i++) {
        write_sent(work, i);
        call(work);
        sum += read_received(work);
    }
    double mean_nanos = (now_nanos() - start_nanos) / iterations;
    sink = sum;
    return mean_nanos;
}

/* The mean of the calls, each of which is timed and noted. */
static double singles(const Work *work, int iterations) {
    float sum = 0;
    double total_nanos = 0;
    if (iterations > calls.capacity) {
        calls.nanos = realloc(calls.nanos, iterations * sizeof(double));
        if (calls.nanos == NULL) {
            fail("out of memory");
        }
        calls.capacity = iterations;
    }
    int synced = runs_ahead(work);
    for (int i = 0; i < iterations; i++) {
        write_sent(work, i);
        double start_nanos = synced ? await_start() : now_nanos();
        call(work);
        sum += read_received(work);
        double nanos = now_nanos() - start_nanos;
        total_nanos += nanos;
        calls.nanos[i] = nanos;
    }
    calls.count = iterations;
    sink = sum;
    return total_nanos / (iterations > 0 ? iterations : 1);
}

static double alone_once(const Work *work, int iterations) {
    float sum = 0;
    int writes = !runs_ahead(work);
    double start_nanos = now_nanos();
    for (int i = 0; i < iterations; i++) {
        if (writes) {
            write_sent(work, i);
        }
        if (work->operation == OVERLAP) {
            compute_alone();
        }
        sum += read_received(work);
    }
    double mean_nanos = (now_nanos() - start_nanos) / iterations;
    sink = sum;
    return mean_nanos;
}

/* What is subtracted: the fastest of some batches, since a disturbance here would make the operation look fast. */
static double alone_nanos(const Work *work, int iterations) {
    double fastest_nanos = alone_once(work, iterations);
    for (int i = 1; i < ALONE_BATCHES; i++) {
        double nanos = alone_once(work, iterations);
        fastest_nanos = nanos < fastest_nanos ? nanos : fastest_nanos;
    }
    return fastest_nanos;
}

/* What is between two readings of the clock that have nothing between them. */
static double clock_alone_nanos(void) {
    double fastest_nanos = 1e9;
    for (int i = 0; i < ALONE_BATCHES; i++) {
        double total_nanos = 0;
        for (int j = 0; j < CLOCK_READS; j++) {
            double start_nanos = now_nanos();
            total_nanos += now_nanos() - start_nanos;
        }
        fastest_nanos = total_nanos < fastest_nanos * CLOCK_READS ? total_nanos / CLOCK_READS : fastest_nanos;
    }
    return fastest_nanos;
}

static int compare(const void *one, const void *other) {
    double first = *(const double *)one, second = *(const double *)other;
    return (first > second) - (first < second);
}

static double percentile(int percent) {
    int at = (int)((long)calls.count * percent / 100);
    return calls.nanos[at < calls.count ? at : calls.count - 1] - clock_nanos;
}

static int at_least_1(int number) {
    return number > 1 ? number : 1;
}

/* ---- commands ---- */

static void measure(const Work *work, int iterations, int warmup, double result[5]) {
    int synced = runs_ahead(work);
    if (work->operation == OVERLAP) {
        settle(work);
    }
    if (synced) {
        singles(work, warmup);
    } else {
        batch(work, warmup);
        singles(work, warmup / 4);
    }
    double alone = alone_nanos(work, at_least_1(iterations / ALONE_BATCHES));
    MPI_Barrier(MPI_COMM_WORLD);
    double mean = synced ? singles(work, iterations) : batch(work, iterations);
    if (!synced) {
        singles(work, at_least_1(iterations / 4));
    }
    qsort(calls.nanos, calls.count, sizeof(double), compare);
    result[0] = mean - alone - (synced ? clock_nanos : 0);
    result[1] = alone;
    result[2] = percentile(50);
    result[3] = percentile(99);
    result[4] = percentile(100);
    for (int i = 0; i < 5; i++) {
        result[i] = result[i] > 0 ? result[i] / messages(work->operation) : 0;
    }
}

static int index_of(const char *name, const char *const names[], int count) {
    int i = 0;
    while (i < count && strcmp(name, names[i]) != 0) {
        i++;
    }
    return i;
}

static void answer(const char *line, FILE *answers) {
    char name[32], kind_name[32];
    int bytes, iterations, warmup;
    if (sscanf(line, "%31s %31s %d %*s %d %d", name, kind_name, &bytes, &iterations, &warmup) != 5) {
        fail("a command is OPERATION TYPE BYTES BUFFERS ITERATIONS WARMUP");
    }
    int operation = index_of(name, NAMES, OPERATIONS), kind = index_of(kind_name, KIND_NAMES, KINDS);
    if (operation == OPERATIONS || kind == KINDS || iterations < 1) {
        fail("there is no such operation");
    }
    Work work = work_of(operation, kind, bytes);
    check(&work);
    double mine[5], slowest[5];
    measure(&work, iterations, warmup, mine);
    MPI_Allreduce(mine, slowest, 5, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    if (rank == 0) {
        fprintf(answers, "%.1f %.1f %.1f %.1f %.1f\n", slowest[0], slowest[1], slowest[2], slowest[3], slowest[4]);
        fflush(answers);
    }
}

/* Opens a pipe whose other end is open; when nobody has that any more, it fails at once, or reads an end of file. */
static FILE *open_in(const char *folder, const char *name, int flags, const char *mode) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int pipe = open(path, flags | O_NONBLOCK);
    if (pipe < 0 || fcntl(pipe, F_SETFL, flags) < 0) {
        fail(path);
    }
    return fdopen(pipe, mode);
}

static void serve(const char *folder) {
    char name[32], line[256];
    snprintf(name, sizeof name, "rank%d", rank);
    FILE *commands = open_in(folder, name, O_RDONLY, "r");
    FILE *answers = rank == 0 ? open_in(folder, "answers", O_WRONLY, "w") : NULL;
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        char version[MPI_MAX_LIBRARY_VERSION_STRING];
        int length;
        MPI_Get_library_version(version, &length);
        for (char *each = version; *each != '\0'; each++) {
            *each = *each == '\t' ? ' ' : *each;
        }
        fprintf(answers, "ready %.*s\n", (int)strcspn(version, ",\n"), version);
        fflush(answers);
    }
    while (fgets(line, sizeof line, commands) != NULL) {
        answer(line, answers);
    }
}

int main(int argc, char **argv) {
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    if (argc != 4) {
        fail("usage: bench FOLDER PROCESS CROWDED");
    }
    crowded = strcmp(argv[3], "true") == 0;
    clock_nanos = clock_alone_nanos();
    open_start_line(argv[1]);
    serve(argv[1]);
    MPI_Finalize();
    return 0;
}
