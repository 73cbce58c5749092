/*
 * A part of bench.c: a buffer of floats. The twin in C of org.tutti.launcher.bench's Floats.
 */
static void write_lines(float *buffer, int count, float value) {
    if (count == 0) {
        return;
    }
    int step = count <= WHOLE_FLOATS ? 1 : LINE_FLOATS;
    for (int i = 0; i < count; i += step) {
        buffer[i] = value;
    }
    buffer[count - 1] = value;
}

static float read_lines(const float *buffer, int count) {
    if (count == 0) {
        return 0;
    }
    float sum = buffer[count - 1];
    for (int i = 0; i < count; i += LINE_FLOATS) {
        sum += buffer[i];
    }
    return sum;
}

static float *grown(float *buffer, long *capacity, long count) {
    if (count <= *capacity) {
        return buffer;
    }
    void *made;
    free(buffer);
    if (posix_memalign(&made, 4096, count * sizeof(float))) {
        fail("out of memory");
    }
    memset(made, 0, count * sizeof(float));
    *capacity = count;
    return made;
}
