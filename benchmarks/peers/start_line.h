/*
 * A part of bench.c: the start line, a count of each rank, and behind them the moment at which all begin. The twin in C of
 * org.tutti.launcher.bench's StartLine.
 */

enum { STRIDE = 256, MARGIN_NANOS = 1000, WORK_NANOS = 1024 };

static char *start_line;
static long starts, before;
static int crowded; /* there are more ranks than processors */

static long moment_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static void open_start_line(const char *folder) {
    char path[4096];
    snprintf(path, sizeof path, "%s/start", folder);
    int file = open(path, O_RDWR);
    start_line = file < 0 ? MAP_FAILED : mmap(NULL, (ranks + 1) * STRIDE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (start_line == MAP_FAILED) {
        fail(path);
    }
}

static _Atomic long *word(int index) {
    return (_Atomic long *)(start_line + (long)index * STRIDE);
}

static void pause_processor(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("isb");
#endif
}

static void await_others(void) {
    for (int i = 1; i < ranks; i++) {
        while (atomic_load_explicit(word((rank + i) % ranks), memory_order_acquire) < starts) {
            if (crowded) {
                sched_yield();
            } else {
                pause_processor();
            }
        }
    }
}

static long await_moment(void) {
    long moment = atomic_load_explicit(word(ranks), memory_order_acquire);
    while (moment == before) {
        pause_processor();
        moment = atomic_load_explicit(word(ranks), memory_order_acquire);
    }
    before = moment;
    while (moment_now() < moment) {
        pause_processor();
    }
    return moment;
}

/* A time that differs by chance, so that ranks and the kernel's switches do not fall into step for a whole run. */
static void work(void) {
    static unsigned seed;
    if (starts == 0) {
        seed = (unsigned)rank;
    }
    long end = moment_now() + rand_r(&seed) % WORK_NANOS;
    while (moment_now() < end) {
        pause_processor();
    }
}

/* When all begin; of more ranks than processors, when this one does: once all have come. */
static double await_start(void) {
    if (crowded) {
        work();
    }
    starts++;
    atomic_store_explicit(word(rank), starts, memory_order_release);
    if (crowded) {
        await_others();
        return now_nanos();
    }
    if (rank == 0) {
        await_others();
        atomic_store_explicit(word(ranks), moment_now() + MARGIN_NANOS, memory_order_release);
    }
    return await_moment();
}
