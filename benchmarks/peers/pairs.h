/*
 * A part of bench.c: messages between the ranks of a pair, of which the first one has an even rank and the second one the next; a last
 * rank alone has nothing to do. The twin in C of org.tutti.launcher.bench's PairRole and PairCalls. All messages of a window are of one
 * buffer, and received into one, as those of the OSU benchmarks.
 */

enum { DATA = 1, ANSWER = 2 };

static int is_of_pairs(Operation operation) {
    return operation >= LATENCY;
}

static int is_first(void) {
    return rank % 2 == 0;
}

static int partner(void) {
    return rank ^ 1;
}

static int is_alone(void) {
    return partner() >= ranks;
}

static int pair_sends(Operation operation) {
    return !is_alone() && (operation != BW || is_first());
}

static int pair_receives(Operation operation) {
    return !is_alone() && (operation != BW || !is_first());
}

/* By how many a call's time is divided. */
static int messages(Operation operation) {
    return operation == LATENCY ? 2 : operation == BW ? WINDOW : operation == BIBW ? 2 * WINDOW : 1;
}

static void send_data(const Work *work) {
    MPI_Send(work->send, work->count, work->type, partner(), DATA, MPI_COMM_WORLD);
}

static void recv_data(const Work *work) {
    MPI_Recv(work->recv, work->count, work->type, partner(), DATA, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

static void isend_window(const Work *work, MPI_Request *requests) {
    for (int i = 0; i < WINDOW; i++) {
        MPI_Isend(work->send, work->count, work->type, partner(), DATA, MPI_COMM_WORLD, &requests[i]);
    }
}

static void irecv_window(const Work *work, MPI_Request *requests) {
    for (int i = 0; i < WINDOW; i++) {
        MPI_Irecv(work->recv, work->count, work->type, partner(), DATA, MPI_COMM_WORLD, &requests[i]);
    }
}

static void ping_pong(const Work *work) {
    if (is_first()) {
        send_data(work);
        recv_data(work);
    } else {
        recv_data(work);
        send_data(work);
    }
}

static void one_way(const Work *work) {
    static MPI_Request requests[WINDOW];
    static float short_answer;
    if (is_first()) {
        isend_window(work, requests);
        MPI_Waitall(WINDOW, requests, MPI_STATUSES_IGNORE);
        MPI_Recv(&short_answer, 1, MPI_FLOAT, partner(), ANSWER, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    } else {
        irecv_window(work, requests);
        MPI_Waitall(WINDOW, requests, MPI_STATUSES_IGNORE);
        MPI_Send(&short_answer, 1, MPI_FLOAT, partner(), ANSWER, MPI_COMM_WORLD);
    }
}

static void both_ways(const Work *work) {
    static MPI_Request requests[2 * WINDOW];
    irecv_window(work, requests);
    isend_window(work, requests + WINDOW);
    MPI_Waitall(2 * WINDOW, requests, MPI_STATUSES_IGNORE);
}

static void exchange(const Work *work) {
    if (is_alone()) {
        return;
    }
    if (work->operation == LATENCY) {
        ping_pong(work);
    } else if (work->operation == BW) {
        one_way(work);
    } else {
        both_ways(work);
    }
}
