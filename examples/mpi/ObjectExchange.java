import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mpi.MPI;
import mpi.MPIException;
import mpi.Request;
import mpi.Status;

/**
 * Each rank sends its neighbor a list of records, as the bytes of Java's serialization; who
 * receives probes how many they are.
 *
 * <p>{@code ./tutti run -n 4 examples/mpi/ObjectExchange.java}
 */
public class ObjectExchange {
    private static final int TAG = 5;

    record Reading(int station, String what, double value) implements Serializable {}

    private static byte[] bytesOf(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object objectOf(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    public static void main(String[] args)
            throws MPIException, IOException, ClassNotFoundException {
        args = MPI.Init(args);
        int rank = MPI.COMM_WORLD.getRank();
        int size = MPI.COMM_WORLD.getSize();
        List<Reading> own = new ArrayList<>();
        for (int i = 0; i <= rank; i++) {
            own.add(new Reading(rank, "sensor " + i, 0.5 * i));
        }
        byte[] sent = bytesOf(own);
        Request sending = MPI.COMM_WORLD.iSend(sent, sent.length, MPI.BYTE, (rank + 1) % size, TAG);
        int source = (rank + size - 1) % size;
        Status found = MPI.COMM_WORLD.probe(source, TAG);
        byte[] received = new byte[found.getCount(MPI.BYTE)];
        MPI.COMM_WORLD.recv(received, received.length, MPI.BYTE, source, TAG);
        sending.waitFor();

        @SuppressWarnings("unchecked")
        List<Reading> readings = (List<Reading>) objectOf(received);
        double[] sum = {0};
        for (Reading reading : readings) {
            if (reading.station() != source) {
                throw new IllegalStateException("not of rank " + source + ": " + reading);
            }
            sum[0] += reading.value();
        }
        int[] count = {readings.size()};
        MPI.COMM_WORLD.allReduce(count, 1, MPI.INT, MPI.SUM);
        MPI.COMM_WORLD.allReduce(sum, 1, MPI.DOUBLE, MPI.SUM);
        if (rank == 0) {
            System.out.println(count[0] + " readings, their sum is " + sum[0]);
        }
        MPI.Finalize();
    }
}
