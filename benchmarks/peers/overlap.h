/*
 * A part of bench.c: an operation that returns at once, and beside it a computation that takes as long as the operation does by itself.
 * The twin in C of org.tutti.launcher.bench's Overlap.
 */

enum { PARTS = 16, CALLS = 50, STEPS_OF_A_UNIT = 32, TRIED_UNITS = 1000 };

static long units_of_a_part = 1;
static volatile double computed_value = 1;

static void compute_units(long units) {
    double computed = computed_value;
    for (long step = 0; step < units * STEPS_OF_A_UNIT; step++) {
        computed = computed * 0.999999 + 1e-6;
    }
    computed_value = computed;
}

static void compute_alone(void) {
    for (int part = 0; part < PARTS; part++) {
        compute_units(units_of_a_part);
    }
}

static MPI_Request begin_allreduce(const Work *work) {
    MPI_Request request;
    MPI_Iallreduce(work->send, work->recv, work->count, work->type, MPI_SUM, MPI_COMM_WORLD, &request);
    return request;
}

static void wait_for(MPI_Request request) {
    MPI_Wait(&request, MPI_STATUS_IGNORE);
}

static void overlap(const Work *work) {
    MPI_Request request = begin_allreduce(work);
    for (int part = 0; part < PARTS; part++) {
        int is_done;
        compute_units(units_of_a_part);
        MPI_Test(&request, &is_done, MPI_STATUS_IGNORE);
    }
    wait_for(request);
}

/* Finds how much is to be computed. All ranks call it, and all compute the same. */
static void settle(const Work *work) {
    MPI_Barrier(MPI_COMM_WORLD);
    double start_nanos = now_nanos();
    for (int i = 0; i < CALLS; i++) {
        wait_for(begin_allreduce(work));
    }
    double operation_nanos = (now_nanos() - start_nanos) / CALLS, unit_nanos = 1e9;
    for (int i = 0; i < ALONE_BATCHES; i++) {
        start_nanos = now_nanos();
        compute_units(TRIED_UNITS);
        double nanos = (now_nanos() - start_nanos) / TRIED_UNITS;
        unit_nanos = nanos < unit_nanos ? nanos : unit_nanos;
    }
    double units = operation_nanos / unit_nanos / PARTS, most_units;
    MPI_Allreduce(&units, &most_units, 1, MPI_DOUBLE, MPI_MAX, MPI_COMM_WORLD);
    units_of_a_part = most_units > 1 ? (long)(most_units + 0.5) : 1;
}
