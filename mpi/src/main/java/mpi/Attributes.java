package mpi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.tutti.Communicator;

/** What programs keep with a communicator or a datatype: values as bytes of Java's serialization, by keys that are numbers. */
final class Attributes {
    private static final int FIRST_KEY = 100;
    private static final AtomicInteger KEYS = new AtomicInteger(FIRST_KEY);
    private static final Set<Integer> VALID = ConcurrentHashMap.newKeySet();

    private Map<Integer, byte[]> values = Map.of();

    /** {@return a new key} */
    static int createKeyval() {
        World.requireOpen();
        int key = KEYS.getAndIncrement();
        VALID.add(key);
        return key;
    }

    /** Makes a key invalid. */
    static void freeKeyval(int key) {
        require(key, MPI.COMM_WORLD);
        VALID.remove(key);
    }

    private static void require(int key, Comm comm) {
        World.requireOpen();
        if (!VALID.contains(key)) {
            throw Failure.of(MPI.ERR_KEYVAL, "this is not a key, or it has been freed: keyval=" + key, comm);
        }
    }

    /** {@return the value of a predefined key of communicators, or null where it is none} */
    static Object predefined(int key, Communicator world) {
        return switch (key) {
            case MPI.TAG_UB -> Integer.MAX_VALUE;
            case MPI.HOST -> MPI.PROC_NULL;
            case MPI.IO -> MPI.ANY_SOURCE;
            case MPI.WTIME_IS_GLOBAL -> true;
            case MPI.APPNUM -> 0;
            case MPI.LASTUSEDCODE -> MPI.ERR_LASTCODE;
            case MPI.UNIVERSE_SIZE -> world.size();
            default -> null;
        };
    }

    /** {@return the same values of another object} */
    Attributes copy() {
        Attributes copy = new Attributes();
        copy.values = values;
        return copy;
    }

    /** Keeps a value. */
    void set(int key, Object value, Comm comm) {
        require(key, comm);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new MPIException(e);
        }
        Map<Integer, byte[]> more = new TreeMap<>(values);
        more.put(key, bytes.toByteArray());
        values = more;
    }

    /** {@return a copy of the value, or null} */
    Object get(int key, Comm comm) {
        require(key, comm);
        byte[] bytes = values.get(key);
        if (bytes == null) {
            return null;
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new MPIException(e);
        }
    }

    /** Deletes a value. */
    void delete(int key, Comm comm) {
        require(key, comm);
        if (!values.containsKey(key)) {
            throw Failure.of(MPI.ERR_KEYVAL, "there is no attribute of this key: keyval=" + key, comm);
        }
        Map<Integer, byte[]> fewer = new TreeMap<>(values);
        fewer.remove(key);
        values = fewer;
    }
}
