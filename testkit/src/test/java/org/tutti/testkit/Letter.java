package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.PersistentRequest;
import org.tutti.Request;
import org.tutti.Status;
import org.tutti.Tutti;

/**
 * A message of a model. Its payload tells which one it is; one that is too short for that has a tag of its own.
 *
 * @param source who sends it
 * @param dest who is to have it
 * @param comm in which communicator
 * @param serial its number, among all from this source to this destination in this communicator
 * @param tag its tag
 * @param length how many bytes it has
 * @param how how it is sent
 */
record Letter(int source, int dest, int comm, int serial, int tag, int length, How how) {
    static final int TAGS = 3;
    private static final int FIRST_OWN_TAG = 1000;
    private static final int SELF_TELLING = 4;
    static final byte UNTOUCHED = 0x5A;

    /** How a letter is sent. */
    enum How {
        SEND,
        ISEND,
        ISSEND,
        PERSISTENT
    }

    /** {@return a letter, its length one of these} A blocking send of a long one is a nonblocking one. */
    static Letter random(
            Random random, int source, int dest, int comm, int serial, List<Integer> lengths, int eagerMax) {
        int length = lengths.get(random.nextInt(random.nextBoolean() ? lengths.size() : lengths.size() / 3));
        int tag = length < SELF_TELLING ? FIRST_OWN_TAG + serial : random.nextInt(TAGS);
        How how = How.values()[random.nextInt(How.values().length)];
        boolean mayBlock = length > eagerMax && source != dest;
        return new Letter(source, dest, comm, serial, tag, length, how == How.SEND && mayBlock ? How.ISEND : how);
    }

    /** {@return the serial of a letter that was received} */
    static int serialOf(byte[] received, int offset, Status status) {
        if (status.bytes() < SELF_TELLING) {
            return status.tag() - FIRST_OWN_TAG;
        }
        int serial = 0;
        for (int i = 0; i < SELF_TELLING; i++) {
            serial = (serial << 8) | (received[offset + i] & 255);
        }
        return serial;
    }

    private byte at(int i) {
        if (length >= SELF_TELLING && i < SELF_TELLING) {
            return (byte) (serial >> (8 * (SELF_TELLING - 1 - i)));
        }
        return (byte) (97 * serial + 31 * source + 17 * comm + 7 * dest + 13 * i + (i >> 8));
    }

    private byte[] payload() {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = at(i);
        }
        return payload;
    }

    /** {@return the send of this, which has begun} */
    Request send(Communicator communicator) {
        byte[] payload = payload();
        return switch (how) {
            case SEND -> {
                communicator.send(payload, dest, tag);
                Arrays.fill(payload, UNTOUCHED); // it may be written again
                yield communicator.isend(payload, Tutti.PROC_NULL, tag);
            }
            case ISEND -> communicator.isend(payload, dest, tag);
            case ISSEND -> communicator.issend(payload, dest, tag);
            case PERSISTENT -> {
                PersistentRequest request = communicator.sendInit(payload, dest, tag);
                request.start();
                yield request;
            }
        };
    }

    /** {@return a nonblocking send of this from memory that others may be able to read, which has begun} */
    Request send(Communicator communicator, MemorySegment memory) {
        MemorySegment own = memory.asSlice(0, length).copyFrom(MemorySegment.ofArray(payload()));
        return how == How.ISSEND
                ? communicator.issend(own, length, Datatype.BYTE, dest, tag)
                : communicator.isend(own, length, Datatype.BYTE, dest, tag);
    }

    /** {@return an array for letters of at most so many bytes, with some beside them} */
    static byte[] room(int length) {
        byte[] room = new byte[length + 2];
        Arrays.fill(room, UNTOUCHED);
        return room;
    }

    /** Compares what has been received from the second byte of an array on; nothing beside it has been touched. */
    void check(byte[] room, Status status) {
        assertThat(status.source()).as("source of %s", this).isEqualTo(source);
        assertThat(status.tag()).as("tag of %s", this).isEqualTo(tag);
        assertThat(status.bytes()).as("length of %s", this).isEqualTo(length);
        assertThat(status.count(Datatype.BYTE)).isEqualTo(length);
        for (int i = 0; i < room.length; i++) {
            byte expected = i >= 1 && i <= length ? at(i - 1) : UNTOUCHED;
            if (room[i] != expected) {
                throw new AssertionError(this + " is different at byte " + (i - 1));
            }
        }
    }
}
