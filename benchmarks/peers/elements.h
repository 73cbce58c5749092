/*
 * A part of bench.c: a buffer of elements of one kind. The twin in C of org.tutti.launcher.bench's Elements and ElementKind: what is
 * neither checked nor summed as floats is read as whole numbers, whatever it is.
 */
typedef enum { FLOAT, DOUBLE, INT, LONG, KINDS } Kind;

static const char *const KIND_NAMES[KINDS] = {"FLOAT", "DOUBLE", "INT", "LONG"};

static int bytes_of(Kind kind) {
    return kind == FLOAT || kind == INT ? 4 : 8;
}

static MPI_Datatype datatype_of(Kind kind) {
    return kind == FLOAT ? MPI_FLOAT : kind == DOUBLE ? MPI_DOUBLE : kind == INT ? MPI_INT : MPI_INT64_T;
}

static double get_element(Kind kind, const void *buffer, int i) {
    switch (kind) {
    case FLOAT:
        return ((const float *)buffer)[i];
    case DOUBLE:
        return ((const double *)buffer)[i];
    case INT:
        return ((const int *)buffer)[i];
    default:
        return ((const int64_t *)buffer)[i];
    }
}

static void set_element(Kind kind, void *buffer, int i, int value) {
    switch (kind) {
    case FLOAT:
        ((float *)buffer)[i] = value;
        break;
    case DOUBLE:
        ((double *)buffer)[i] = value;
        break;
    case INT:
        ((int *)buffer)[i] = value;
        break;
    default:
        ((int64_t *)buffer)[i] = value;
        break;
    }
}

/* The loops over elements of one type: write_TYPE and read_TYPE. */
#define DEFINE_LINES(type)                                                                                            \
    static void write_##type(void *at, int count, int step, type value) {                                            \
        type *elements = at;                                                                                         \
        for (int i = 0; i < count; i += step) {                                                                      \
            elements[i] = value;                                                                                     \
        }                                                                                                            \
    }                                                                                                                \
    static float read_##type(const void *at, int count) {                                                            \
        const type *elements = at;                                                                                   \
        type sum = elements[count - 1];                                                                              \
        for (int i = 0; i < count; i += (int)(LINE_BYTES / sizeof(type))) {                                          \
            sum += elements[i];                                                                                      \
        }                                                                                                            \
        return sum;                                                                                                  \
    }

DEFINE_LINES(float)
DEFINE_LINES(int)
DEFINE_LINES(int64_t)

static void write_lines(Kind kind, void *buffer, int count, int value) {
    if (count == 0) {
        return;
    }
    int step = count <= WHOLE_BYTES / bytes_of(kind) ? 1 : LINE_BYTES / bytes_of(kind);
    if (kind == FLOAT) {
        write_float(buffer, count, step, value);
    } else if (kind == INT) {
        write_int(buffer, count, step, value);
    } else {
        write_int64_t(buffer, count, step, value);
    }
    set_element(kind, buffer, count - 1, value);
}

static float read_lines(Kind kind, const void *buffer, int count) {
    if (count == 0) {
        return 0;
    }
    return kind == FLOAT ? read_float(buffer, count) : kind == INT ? read_int(buffer, count) : read_int64_t(buffer, count);
}

static void *grown(void *buffer, long *capacity, long bytes) {
    if (bytes <= *capacity) {
        return buffer;
    }
    void *made;
    free(buffer);
    if (posix_memalign(&made, 4096, bytes)) {
        fail("out of memory");
    }
    memset(made, 0, bytes);
    *capacity = bytes;
    return made;
}
