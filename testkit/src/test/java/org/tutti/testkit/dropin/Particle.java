package org.tutti.testkit.dropin;

import mpi.Struct;

/** A record of the program's. */
final class Particle extends Struct {
    private final int id = addInt();
    private final int position = addDouble(3);
    private final int kind = addByte();
    private final int tag = setOffset(40).addShort();

    @Override
    protected Data newData() {
        return new Data();
    }

    final class Data extends Struct.Data {
        int id() {
            return getInt(id);
        }

        double position(int i) {
            return getDouble(position, i);
        }

        void set(int newId, double x) {
            putInt(id, newId);
            putDouble(position, 2, x);
            putByte(kind, (byte) 9);
            putShort(tag, (short) newId);
        }
    }
}
