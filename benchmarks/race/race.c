/*
 * The race's loop for MPI in C; Race.java is its twin, line for line. A change here is a change there.
 *
 *   race CELL...            measures the cells and ends
 *   race --commands FOLDER  measures the cells it is sent: rank R reads them from the FIFO FOLDER/rankR, rank 0 answers to
 *                           FOLDER/answers. Between two cells every rank blocks in read(), so that it takes no time from others.
 *
 * A cell is OP:BYTES:ITERATIONS:WARMUP, its answer a line "OP BYTES NANOS ALONE": the nanoseconds of one operation, and those of
 * steps 1 and 3 below, which are subtracted already.
 *
 * What an iteration does, in both twins:
 *   1. write what is sent: all of it up to 4 KiB, above that one float of each 64-byte line and the last float. Every line sent
 *      is dirty in the sender's cache, as it is in a program; a buffer that is never rewritten flatters.
 *   2. the operation.
 *   3. read what was received: one float of each 64-byte line and the last float. Data that arrived only by name is fetched here.
 *
 * What is reported: each rank's mean over the loop, minus what steps 1 and 3 alone took the same process just before (the fastest
 * of some batches, since a disturbance in this part would make the operation look fast); of these the slowest rank's. Alone, steps
 * 1 and 3 find their lines in the cache of their own core, so what is left is the operation and all the movement of lines that it
 * causes, wherever the processor happens to wait for it.
 *
 * bcast: a root that stays the same runs ahead of the others and returns early. So iteration i has root i % size: nobody can
 * send before having received, and one rank's read, the next one's write and the transfer follow each other in every iteration.
 * That is why one write and one read are subtracted there too.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE_FLOATS = 16, WHOLE_FLOATS = 1024, LATE_NANOS = 200000, ALONE_BATCHES = 5 };

typedef struct {
    char op[16];
    int bytes, iterations, warmup;
} Cell;

typedef struct {
    float *send, *recv; /* the same buffer for bcast */
    int count;
} Buffers;

typedef struct {
    double nanos, alone_nanos;
} Result;

typedef void (*Loop)(Buffers buffers, int iterations);

static int rank, size;
static volatile float sink; /* what was read goes here, so that the compiler must read it */

static double now_nanos(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static void fail(const char *what) {
    fprintf(stderr, "race: rank %d: %s\n", rank, what);
    MPI_Abort(MPI_COMM_WORLD, 1);
    exit(1);
}

/* ---- steps 1 and 3 ---- */

static void write_lines(float *buffer, int count, float value) {
    if (count <= WHOLE_FLOATS) {
        for (int i = 0; i < count; i++) {
            buffer[i] = value;
        }
    } else {
        for (int i = 0; i < count; i += LINE_FLOATS) {
            buffer[i] = value;
        }
        buffer[count - 1] = value;
    }
}

static float read_lines(const float *buffer, int count) {
    float sum = buffer[count - 1];
    for (int i = 0; i < count; i += LINE_FLOATS) {
        sum += buffer[i];
    }
    return sum;
}

static float value_of(int iteration, int rank) {
    return (iteration & 1023) + rank;
}

/* ---- the loops that are timed ---- */

static void buffers_loop(Buffers buffers, int iterations) {
    float sum = 0;
    for (int i = 0; i < iterations; i++) {
        write_lines(buffers.send, buffers.count, value_of(i, rank));
        __asm__ volatile("" ::: "memory"); /* the compiler must do both halves in every iteration */
        sum += read_lines(buffers.recv, buffers.count);
    }
    sink = sum;
}

static void barrier_loop(Buffers buffers, int iterations) {
    (void)buffers;
    for (int i = 0; i < iterations; i++) {
        MPI_Barrier(MPI_COMM_WORLD);
    }
}

static void bcast_loop(Buffers buffers, int iterations) {
    float sum = 0;
    for (int i = 0, root = 0; i < iterations; i++) {
        if (root == rank) {
            write_lines(buffers.send, buffers.count, value_of(i, root));
        }
        MPI_Bcast(buffers.send, buffers.count, MPI_FLOAT, root, MPI_COMM_WORLD);
        if (root != rank) {
            sum += read_lines(buffers.send, buffers.count);
        }
        root = root + 1 == size ? 0 : root + 1;
    }
    sink = sum;
}

static void allreduce_loop(Buffers buffers, int iterations) {
    float sum = 0;
    for (int i = 0; i < iterations; i++) {
        write_lines(buffers.send, buffers.count, value_of(i, rank));
        MPI_Allreduce(buffers.send, buffers.recv, buffers.count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
        sum += read_lines(buffers.recv, buffers.count);
    }
    sink = sum;
}

/* ---- is the result right? ---- */

/* Nobody leaves a barrier before the last rank has entered it; the last rank enters late. */
static void check_barrier(void) {
    double entered_nanos = now_nanos();
    if (rank == size - 1) {
        for (double start_nanos = entered_nanos; entered_nanos < start_nanos + LATE_NANOS;) {
            entered_nanos = now_nanos();
        }
    }
    MPI_Barrier(MPI_COMM_WORLD);
    double left_nanos = now_nanos(), last_entered_nanos, first_left_nanos;
    MPI_Allreduce(&entered_nanos, &last_entered_nanos, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    MPI_Allreduce(&left_nanos, &first_left_nanos, 1, MPI_DOUBLE, MPI_MIN, MPI_COMM_WORLD);
    if (first_left_nanos < last_entered_nanos) {
        fail("a rank left the barrier before all had entered");
    }
}

static void check_bcast(Buffers buffers) {
    for (int root = 0; root < size; root++) {
        for (int i = 0; i < buffers.count; i++) {
            buffers.send[i] = rank == root ? root * 1000 + i % 1000 : -1;
        }
        MPI_Bcast(buffers.send, buffers.count, MPI_FLOAT, root, MPI_COMM_WORLD);
        for (int i = 0; i < buffers.count; i++) {
            if (buffers.send[i] != root * 1000 + i % 1000) {
                fail("bcast is wrong");
            }
        }
    }
}

static void check_allreduce(Buffers buffers) {
    for (int i = 0; i < buffers.count; i++) {
        buffers.send[i] = (rank + 1) * (i % 1000);
        buffers.recv[i] = -1;
    }
    MPI_Allreduce(buffers.send, buffers.recv, buffers.count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
    for (int i = 0; i < buffers.count; i++) {
        if (buffers.recv[i] != size * (size + 1) / 2 * (i % 1000)) {
            fail("allreduce is wrong");
        }
    }
}

/* Whatever the timed loop received last holds this value in each float that steps 1 and 3 touch. */
static void check_last(Buffers buffers, float expected) {
    int wrong = buffers.recv[buffers.count - 1] != expected;
    for (int i = 0; i < buffers.count; i += LINE_FLOATS) {
        wrong |= buffers.recv[i] != expected;
    }
    if (wrong) {
        fail("the last result of the timed loop is wrong");
    }
}

/* ---- one cell ---- */

static Buffers buffers_of(const Cell *cell) {
    static float *first, *second;
    static int capacity_bytes;
    if (cell->bytes > capacity_bytes) {
        free(first);
        free(second);
        if (posix_memalign((void **)&first, 64, cell->bytes) || posix_memalign((void **)&second, 64, cell->bytes)) {
            fail("out of memory");
        }
        capacity_bytes = cell->bytes;
    }
    int in_place = strcmp(cell->op, "bcast") == 0;
    return (Buffers){first, in_place ? first : second, cell->bytes / (int)sizeof(float)};
}

static double mean_nanos(Loop loop, Buffers buffers, int iterations) {
    double start_nanos = now_nanos();
    loop(buffers, iterations);
    return (now_nanos() - start_nanos) / iterations;
}

static double warm_mean_nanos(Loop loop, Buffers buffers, const Cell *cell) {
    loop(buffers, cell->warmup);
    MPI_Barrier(MPI_COMM_WORLD);
    return mean_nanos(loop, buffers, cell->iterations);
}

/* What steps 1 and 3 take. */
static double alone_nanos(Buffers buffers, const Cell *cell) {
    int iterations = cell->iterations < ALONE_BATCHES ? 1 : cell->iterations / ALONE_BATCHES;
    buffers_loop(buffers, cell->warmup);
    MPI_Barrier(MPI_COMM_WORLD);
    double fastest_nanos = mean_nanos(buffers_loop, buffers, iterations);
    for (int batch = 1; batch < ALONE_BATCHES; batch++) {
        double nanos = mean_nanos(buffers_loop, buffers, iterations);
        fastest_nanos = nanos < fastest_nanos ? nanos : fastest_nanos;
    }
    return fastest_nanos;
}

/* The result of this rank. */
static Result measure(const Cell *cell) {
    Buffers buffers = buffers_of(cell);
    int last = cell->iterations - 1;
    if (strcmp(cell->op, "barrier") == 0) {
        check_barrier();
        return (Result){warm_mean_nanos(barrier_loop, buffers, cell), 0};
    }
    int is_bcast = strcmp(cell->op, "bcast") == 0;
    (is_bcast ? check_bcast : check_allreduce)(buffers);
    double alone = alone_nanos(buffers, cell);
    double nanos = warm_mean_nanos(is_bcast ? bcast_loop : allreduce_loop, buffers, cell) - alone;
    check_last(buffers, is_bcast ? value_of(last, last % size) : size * value_of(last, 0) + size * (size - 1) / 2);
    return (Result){nanos, alone};
}

static Cell parse(const char *text) {
    Cell cell;
    int known = sscanf(text, "%15[^:]:%d:%d:%d", cell.op, &cell.bytes, &cell.iterations, &cell.warmup) == 4;
    int is_barrier = known && strcmp(cell.op, "barrier") == 0 && cell.bytes == 0;
    int is_data = known && (strcmp(cell.op, "bcast") == 0 || strcmp(cell.op, "allreduce") == 0) && cell.bytes >= 4;
    if (!(is_barrier || is_data) || cell.iterations < 1) {
        fail("a cell is OP:BYTES:ITERATIONS:WARMUP with OP one of barrier (0 bytes), bcast, allreduce");
    }
    return cell;
}

static void answer(const char *text, FILE *answers) {
    Cell cell = parse(text);
    Result mine = measure(&cell), slowest;
    MPI_Reduce(&mine, &slowest, 2, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        fprintf(answers, "%s %d %.1f %.1f\n", cell.op, cell.bytes, slowest.nanos, slowest.alone_nanos);
        fflush(answers);
    }
}

static FILE *open_in(const char *folder, const char *name, const char *mode) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, mode);
    if (file == NULL) {
        fail(path);
    }
    return file;
}

static void serve(const char *folder) {
    char name[32], line[256];
    snprintf(name, sizeof name, "rank%d", rank);
    FILE *commands = open_in(folder, name, "r");
    FILE *answers = rank == 0 ? open_in(folder, "answers", "w") : NULL;
    MPI_Barrier(MPI_COMM_WORLD);
    if (rank == 0) {
        char version[MPI_MAX_LIBRARY_VERSION_STRING];
        int length;
        MPI_Get_library_version(version, &length);
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
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    if (argc == 3 && strcmp(argv[1], "--commands") == 0) {
        serve(argv[2]);
    } else {
        for (int i = 1; i < argc; i++) {
            answer(argv[i], stdout);
        }
    }
    MPI_Finalize();
    return 0;
}
