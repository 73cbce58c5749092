// Folds by Tutti's kernels beside folds by the Vector API: nanoseconds a fold, the least of 40 rounds by turns; results are compared bit by bit.
//   tutti run -n 1 --jvm-args "--add-modules jdk.incubator.vector" benchmarks/prototypes/VectorFold.java
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.util.Random;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.tutti.memory.ElementType;
import org.tutti.memory.Operator;
import org.tutti.memory.ReduceKernel;

static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;

interface Fold {
    void fold(Object left, Object right, int count);
}

static void sums(Object l, Object r, int count) {
    float[] left = (float[]) l;
    float[] right = (float[]) r;
    int i = 0;
    for (; i < FLOATS.loopBound(count); i += FLOATS.length()) {
        FloatVector.fromArray(FLOATS, left, i).add(FloatVector.fromArray(FLOATS, right, i)).intoArray(left, i);
    }
    for (; i < count; i++) {
        left[i] += right[i];
    }
}

static void maxima(Object l, Object r, int count) {
    double[] left = (double[]) l;
    double[] right = (double[]) r;
    int i = 0;
    for (; i < DOUBLES.loopBound(count); i += DOUBLES.length()) {
        DoubleVector.fromArray(DOUBLES, left, i).max(DoubleVector.fromArray(DOUBLES, right, i)).intoArray(left, i);
    }
    for (; i < count; i++) {
        left[i] = Math.max(left[i], right[i]);
    }
}

static void byteMinima(Object l, Object r, int count) {
    byte[] left = (byte[]) l;
    byte[] right = (byte[]) r;
    int i = 0;
    for (; i < BYTES.loopBound(count); i += BYTES.length()) {
        ByteVector.fromArray(BYTES, left, i).min(ByteVector.fromArray(BYTES, right, i)).intoArray(left, i);
    }
    for (; i < count; i++) {
        left[i] = (byte) Math.min(left[i], right[i]);
    }
}

static void charMaxima(Object l, Object r, int count) {
    char[] left = (char[]) l;
    char[] right = (char[]) r;
    int i = 0;
    for (; i < SHORTS.loopBound(count); i += SHORTS.length()) {
        ShortVector.fromCharArray(SHORTS, left, i)
                .lanewise(VectorOperators.UMAX, ShortVector.fromCharArray(SHORTS, right, i))
                .intoCharArray(left, i);
    }
    for (; i < count; i++) {
        left[i] = (char) Math.max(left[i], right[i]);
    }
}

static double nanos(Runnable fold) {
    int calls = 2000;
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
        fold.run();
    }
    return (System.nanoTime() - start) / (double) calls;
}

static Object random(ElementType type, int count, long seed) {
    Random random = new Random(seed);
    Object array = type.newArray(count);
    for (int i = 0; i < count; i++) {
        switch (array) {
            case float[] floats -> floats[i] = random.nextFloat();
            case double[] doubles -> doubles[i] = random.nextInt(3) == 0 ? -0.0 : random.nextDouble();
            case byte[] bytes -> bytes[i] = (byte) random.nextInt();
            case char[] chars -> chars[i] = (char) random.nextInt();
            default -> throw new IllegalStateException();
        }
    }
    return array;
}

static void compare(String what, Operator operator, ElementType type, int count, Fold vectors) {
    ReduceKernel kernel = ReduceKernel.of(operator, type);
    Object right = random(type, count, 1);
    Object one = random(type, count, 2);
    Object other = random(type, count, 2);
    kernel.fold(one, right, count);
    vectors.fold(other, right, count);
    for (int i = 0; i < count; i++) {
        if (!Array.get(one, i).equals(Array.get(other, i))) {
            throw new IllegalStateException(what + ": element " + i + " differs");
        }
    }
    double own = Double.MAX_VALUE;
    double its = Double.MAX_VALUE;
    for (int round = 0; round < 40; round++) {
        own = Math.min(own, nanos(() -> kernel.fold(one, right, count)));
        its = Math.min(its, nanos(() -> vectors.fold(other, right, count)));
    }
    System.out.printf("%-12s %6d elements  tutti %8.1f  vectors %8.1f%n", what, count, own, its);
}

/** A block of another rank's memory: through a scratch array, as it is done, or loaded by the fold itself. */
static void compareSegments(int count) {
    MemorySegment shared = Arena.ofAuto().allocate(4L * count, 64);
    float[] left = new float[count];
    float[] scratch = new float[count];
    ReduceKernel kernel = ReduceKernel.of(Operator.SUM, ElementType.FLOAT);
    double own = Double.MAX_VALUE;
    double its = Double.MAX_VALUE;
    for (int round = 0; round < 40; round++) {
        own = Math.min(own, nanos(() -> {
            MemorySegment.copy(shared, ValueLayout.JAVA_FLOAT, 0, scratch, 0, count);
            kernel.fold(left, scratch, count);
        }));
        its = Math.min(its, nanos(() -> {
            for (int i = 0; i < count; i += FLOATS.length()) {
                FloatVector.fromArray(FLOATS, left, i)
                        .add(FloatVector.fromMemorySegment(FLOATS, shared, 4L * i, ByteOrder.nativeOrder()))
                        .intoArray(left, i);
            }
        }));
    }
    System.out.printf("%-12s %6d elements  tutti %8.1f  vectors %8.1f%n", "shared sum", count, own, its);
}

void main() {
    for (int count : new int[] {16, 256, 2048}) {
        compare("float sum", Operator.SUM, ElementType.FLOAT, count, (l, r, n) -> sums(l, r, n));
        compare("double max", Operator.MAX, ElementType.DOUBLE, count, (l, r, n) -> maxima(l, r, n));
        compare("byte min", Operator.MIN, ElementType.BYTE, count, (l, r, n) -> byteMinima(l, r, n));
        compare("char max", Operator.MAX, ElementType.CHAR, count, (l, r, n) -> charMaxima(l, r, n));
        compareSegments(count);
    }
}
