package org.tutti.testkit.dropin;

import mpi.DoubleComplex;
import mpi.MPI;
import mpi.Struct;

/** Two particles, a complex number and some more. */
final class Couple extends Struct {
    private final Particle particle = new Particle();
    private final int both;
    private final int phase;
    private final int letters = addChar(3);
    private final int time = addLong();
    private final int weights = addFloat(2);
    private final int flags = addByte(2);

    Couple() throws Exception {
        both = addStruct(particle, 2);
        phase = addData(MPI.DOUBLE_COMPLEX);
    }

    @Override
    protected Data newData() {
        return new Data();
    }

    final class Data extends Struct.Data {
        void set(int value) {
            Particle.Data second = getData(particle, both, 1);
            second.set(value, value);
            DoubleComplex.get(getBuffer(MPI.DOUBLE_COMPLEX, phase)).putImag(value);
            putChar(letters, 2, (char) value);
            putLong(time, value);
            putFloat(weights, 1, value);
            putByte(flags, 1, (byte) value);
        }

        String text() {
            Particle.Data second = getData(particle, both, 1);
            return second.id() + " "
                    + DoubleComplex.get(getBuffer(MPI.DOUBLE_COMPLEX, phase)).getImag() + " "
                    + (int) getChar(letters, 2) + " " + getLong(time) + " " + getFloat(weights, 1) + " "
                    + getByte(flags, 1);
        }
    }
}
