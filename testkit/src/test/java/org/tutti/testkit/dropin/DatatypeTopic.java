package org.tutti.testkit.dropin;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import mpi.Datatype;
import mpi.DoubleComplex;
import mpi.DoubleInt;
import mpi.FloatComplex;
import mpi.Int2;
import mpi.Intracomm;
import mpi.MPI;
import mpi.Op;
import mpi.ShortInt;
import mpi.UserFunction;

/** Derived datatypes, structs, pairs, complex numbers, and a program's own reductions of them. */
final class DatatypeTopic {
    private final Intracomm comm;
    private final int rank;
    private final int size;
    private final int last;

    private DatatypeTopic(Intracomm comm) throws Exception {
        this.comm = comm;
        this.rank = comm.getRank();
        this.size = comm.getSize();
        this.last = size - 1;
    }

    static void run(Intracomm comm) throws Exception {
        DatatypeTopic topic = new DatatypeTopic(comm);
        topic.sizes();
        topic.columns();
        topic.blocks();
        topic.structs();
        topic.nested();
        topic.pairs();
        topic.complex();
        topic.functions();
        topic.handles();
    }

    private void sizes() throws Exception {
        Checks.equal(1, MPI.DOUBLE.getExtent(), "extents are in base elements");
        Checks.equal(1, MPI.DOUBLE.getSize(), "sizes are in base elements");
        Checks.equal(8, MPI.INT2.getExtent(), "pairs have the base BYTE");
        Checks.equal(2, MPI.DOUBLE_COMPLEX.getExtent(), "complex numbers have the base DOUBLE");
        Datatype vector = Datatype.createVector(3, 2, 4, MPI.INT);
        Checks.equal("6 10 0 10 0", of(vector), "vector");
        Datatype bytes = Datatype.createHVector(3, 2, 16, MPI.INT);
        Checks.equal("6 10 0 10 0", of(bytes), "hvector, whose stride is in bytes");
        Datatype wide = Datatype.createResized(vector, -1, 20);
        Checks.equal("6 20 -1 10 0", of(wide), "resized, in base elements");
        Datatype struct =
                Datatype.createStruct(new int[] {1, 1}, new int[] {0, 8}, new Datatype[] {MPI.INT, MPI.DOUBLE});
        Checks.equal("12 16 0 16 0", of(struct), "struct, in bytes");
        Datatype indexed = Datatype.createIndexed(new int[] {1, 2}, new int[] {5, 1}, MPI.LONG);
        Checks.equal("3 5 1 5 1", of(indexed), "indexed");
        Datatype hindexed = Datatype.createHIndexed(new int[] {1, 2}, new int[] {40, 8}, MPI.LONG);
        Checks.equal("3 5 1 5 1", of(hindexed), "hindexed");
    }

    private static String of(Datatype type) throws Exception {
        type.commit();
        return type.getSize() + " " + type.getExtent() + " " + type.getLb() + " " + type.getTrueExtent() + " "
                + type.getTrueLb();
    }

    /** A column of a matrix, from an array to a buffer that has it as a row. */
    private void columns() throws Exception {
        int n = 40;
        double[] matrix = new double[n * n];
        Arrays.setAll(matrix, i -> i + rank);
        Datatype column = Datatype.createVector(n, 1, n, MPI.DOUBLE);
        column.commit();
        DoubleBuffer row = MPI.newDoubleBuffer(n);
        for (int i = 0; rank == 0 && i < n; i++) {
            row.put(i, i * n);
        }
        if (rank == 0) {
            comm.bcast(matrix, 1, column, 0);
        } else {
            comm.bcast(row, n, MPI.DOUBLE, 0);
        }
        for (int i = 0; i < n; i++) {
            Checks.equal((double) i * n, row.get(i), "column", i);
        }
        Object in = rank % 2 == 0 ? matrix : MPI.newDoubleBuffer(n * n);
        comm.iBcast(in, 1, column, 0).waitFor();
        Checks.equal(
                (double) (n - 1) * n, in instanceof double[] a ? a[(n - 1) * n] : ((DoubleBuffer) in).get((n - 1) * n));
        column.free();
        Checks.isTrue(column.isNull(), "a type that was freed");
    }

    private void blocks() throws Exception {
        Datatype two = Datatype.createContiguous(2, MPI.INT);
        two.commit();
        int[] mine = {rank, -rank};
        int[] all = new int[2 * size];
        comm.allGather(mine, 1, two, all, 2, MPI.INT);
        comm.allGather(mine, 2, MPI.INT, all, 1, two);
        for (int peer = 0; peer < size; peer++) {
            Checks.equal(-peer, all[2 * peer + 1], "allGather of pairs");
        }
        Datatype spread = Datatype.createResized(MPI.INT, 0, 3);
        int[] gaps = new int[3 * size];
        Arrays.fill(gaps, -1);
        int[] counts = new int[size];
        int[] displs = new int[size];
        Arrays.fill(counts, 1);
        Arrays.setAll(displs, peer -> size - 1 - peer);
        comm.gatherv(mine, 1, MPI.INT, gaps, counts, displs, spread, last);
        for (int peer = 0; rank == last && peer < size; peer++) {
            Checks.equal(peer, gaps[3 * (size - 1 - peer)], "gatherv at displacements in extents");
            Checks.equal(-1, gaps[3 * peer + 1], "what lies between");
        }
    }

    private void nested() throws Exception {
        Couple couple = new Couple();
        Checks.equal(6 + 8 + 8 + 2 + 2 * 42 + 16, couple.getExtent(), "a struct of structs");
        ByteBuffer buffer = MPI.newByteBuffer(couple.getExtent() * 3);
        Couple.Data data = couple.getData(buffer, 2);
        if (rank == 0) {
            data.set(77);
        }
        comm.bcast(buffer, 3, couple.getType(), 0);
        Checks.equal("77 77.0 77 77 77.0 77", data.text(), "a struct of structs");
        Checks.equal(couple.getExtent(), data.getBuffer().capacity(), "its bytes");
    }

    private void structs() throws Exception {
        Particle particle = new Particle();
        Checks.equal(42, particle.getExtent(), "struct");
        ByteBuffer buffer = MPI.newByteBuffer(particle.getExtent() * 100);
        for (int i = 0; rank == last && i < 100; i++) {
            Particle.Data data = particle.getData(buffer, i);
            data.set(i, i / 2.0);
        }
        comm.bcast(buffer, 100, particle.getType(), last);
        Particle.Data data = particle.getData(buffer, 77);
        Checks.equal("77 38.5", data.id() + " " + data.position(2), "struct");
        byte[] array = new byte[particle.getExtent()];
        Particle.Data inArray = particle.getData(array);
        inArray.set(rank, 1);
        byte[] all = new byte[array.length * size];
        comm.allGather(array, 1, particle.getType(), all, 1, particle.getType());
        Particle.Data ofLast = particle.getData(all, last);
        Checks.equal(last, ofLast.id(), "struct in an array");
    }

    private void pairs() throws Exception {
        ByteBuffer in = MPI.newByteBuffer(2 * MPI.INT2.getExtent());
        Int2.Data pair = MPI.int2.getData(in, 1);
        pair.putValue(10 - rank);
        pair.putIndex(rank);
        ByteBuffer out = MPI.newByteBuffer(2 * MPI.INT2.getExtent());
        comm.allReduce(in, out, 2, MPI.INT2, MPI.MINLOC);
        Int2.Data least = MPI.int2.getData(out, 1);
        Checks.equal(10 - last + " " + last, least.getValue() + " " + least.getIndex(), "MINLOC");
        byte[] array = new byte[MPI.DOUBLE_INT.getExtent()];
        DoubleInt.Data real = MPI.doubleInt.getData(array);
        real.putValue(rank / 2.0);
        real.putIndex(rank);
        comm.reduce(array, 1, MPI.DOUBLE_INT, MPI.MAXLOC, 0);
        if (rank == 0) {
            Checks.equal(last / 2.0 + " " + last, real.getValue() + " " + real.getIndex(), "MAXLOC");
        }
        byte[] shorts = new byte[MPI.SHORT_INT.getExtent()];
        ShortInt.Data small = MPI.shortInt.getData(shorts);
        small.putValue((short) (rank == last ? -3 : 0));
        small.putIndex(rank);
        comm.allReduce(shorts, 1, MPI.SHORT_INT, MPI.MINLOC);
        Checks.equal("-3 " + last, small.getValue() + " " + small.getIndex(), "MINLOC of shorts");
        Checks.equal(MPI.longInt.getExtent(), MPI.LONG_INT.getExtent(), "extents of pairs");
        Checks.equal(MPI.floatInt.getExtent(), MPI.FLOAT_INT.getExtent(), "extents of pairs");
    }

    private void complex() throws Exception {
        double[] array = new double[4];
        DoubleComplex number = DoubleComplex.get(array, 1);
        number.putReal(1);
        number.putImag(rank);
        comm.allReduce(array, 2, MPI.DOUBLE_COMPLEX, MPI.SUM);
        Checks.equal(size + ".0 " + size * last / 2.0, number.getReal() + " " + number.getImag(), "complex sum");
        ByteBuffer buffer = MPI.newByteBuffer(16);
        FloatComplex small = FloatComplex.get(buffer, 1);
        small.putReal(0);
        small.putImag(1);
        comm.allReduce(buffer, 2, MPI.FLOAT_COMPLEX, MPI.PROD);
        float[] powers = {0, 1, 0, -1};
        Checks.equal(powers[size % 4], 0f + small.getImag(), "i to the power of the number of ranks");
    }

    /** Matrices of two rows and two columns, one behind the other. */
    private static final class Product extends UserFunction {
        @Override
        public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
            long[] l = (long[]) inVec;
            long[] r = (long[]) inOutVec;
            for (int i = 0; i < 4 * count; i += 4) {
                long a = r[i];
                long b = r[i + 1];
                long c = r[i + 2];
                long d = r[i + 3];
                r[i] = l[i] * a + l[i + 1] * c;
                r[i + 1] = l[i] * b + l[i + 1] * d;
                r[i + 2] = l[i + 2] * a + l[i + 3] * c;
                r[i + 3] = l[i + 2] * b + l[i + 3] * d;
            }
        }
    }

    /** Keeps the particle of the larger id. */
    private static final class Newest extends UserFunction {
        private final Particle particle = new Particle();

        @Override
        public void call(ByteBuffer in, ByteBuffer inOut, int count, Datatype datatype) {
            for (int i = 0; i < count; i++) {
                Particle.Data left = particle.getData(in, i);
                Particle.Data right = particle.getData(inOut, i);
                if (left.id() > right.id()) {
                    right.set(left.id(), left.position(2));
                }
            }
        }
    }

    private void functions() throws Exception {
        Op absolute = new Op(
                new UserFunction() {
                    @Override
                    public void call(Object inVec, Object inOutVec, int count, Datatype datatype) {
                        int[] in = (int[]) inVec;
                        int[] inOut = (int[]) inOutVec;
                        for (int i = 0; i < inOut.length; i++) {
                            inOut[i] = Math.abs(in[i]) + Math.abs(inOut[i]);
                        }
                    }
                },
                true);
        int[] values = new int[1000];
        Arrays.fill(values, -rank);
        comm.allReduce(values, 1000, MPI.INT, absolute);
        Checks.equal(size == 1 ? 0 : size * last / 2, values[999], "a program's own sum");
        Datatype matrix = Datatype.createContiguous(4, MPI.LONG);
        matrix.commit();
        Op product = new Op(new Product(), false);
        Checks.isTrue(!product.isCommutative(), "not commutative");
        long[] m = {1, rank + 1, 0, 1, 1, 0, 1, 1};
        long[] result = new long[8];
        comm.reduce(m, result, 2, matrix, product, 0);
        if (rank == 0) {
            Checks.equal(size * (size + 1L) / 2 + " " + size, result[1] + " " + result[6], "products of matrices");
        }
        Particle particle = new Particle();
        Op newest = new Op(new Newest(), true);
        ByteBuffer mine = MPI.newByteBuffer(particle.getExtent() * 3);
        Particle.Data data = particle.getData(mine, 2);
        data.set(rank, rank + 0.5);
        comm.allReduce(mine, 3, particle.getType(), newest);
        Checks.equal(last + " " + (last + 0.5), data.id() + " " + data.position(2), "a reduction of structs");
        int[] right = {1, 2};
        mpi.Comm.reduceLocal(new int[] {3, -4}, right, 2, MPI.INT, absolute);
        Checks.equal(new int[] {4, 6}, right, "reduceLocal");
        newest.free();
        Checks.isTrue(newest.isNull(), "an op that was freed");
        comm.setErrhandler(MPI.ERRORS_RETURN);
        Checks.fails(MPI.ERR_OP, () -> comm.allReduce(mine, 3, particle.getType(), newest));
        Checks.fails(MPI.ERR_OP, () -> comm.allReduce(new int[1], 1, MPI.INT, MPI.REPLACE));
        Checks.fails(MPI.ERR_OP, () -> comm.allReduce(new double[1], 1, MPI.DOUBLE, MPI.BAND));
        comm.setErrhandler(MPI.ERRORS_ARE_FATAL);
    }

    private void handles() throws Exception {
        int key = Datatype.createKeyval();
        Datatype type = Datatype.createContiguous(3, MPI.CHAR);
        type.setAttr(key, "three");
        type.setName("triple");
        Datatype copy = type.clone();
        Checks.equal("three triple", copy.getAttr(key) + " " + type.getName(), "attributes of types");
        type.deleteAttr(key);
        Checks.equal(null, type.getAttr(key), "an attribute that was deleted");
        Datatype.freeKeyval(key);
        copy.free();
        Checks.equal("MPI_INT", MPI.INT.getName(), "the name of a basic type");
    }
}
