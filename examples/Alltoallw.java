import java.util.Arrays;
import java.util.stream.Collectors;
import org.tutti.*;

/**
 * Rank 0 sends numbers to each other rank, which answers with a letter for each. Three ranks print:
 *
 * <pre>
 * rank 0: ab, ab
 * rank 1: [1, 2]
 * rank 2: [2, 3]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        Object[] send = new Object[size];
        Object[] recv = new Object[size];
        for (int peer = 0; peer < size; peer++) {
            send[peer] =
                    peer == rank
                            ? new byte[0]
                            : rank == 0 ? new int[] {peer, peer + 1} : new char[0];
            recv[peer] = peer == rank ? new byte[0] : peer == 0 ? new int[2] : new char[0];
            if (rank > 0 && peer == 0) {
                send[peer] = new char[] {'a', 'b'};
            } else if (rank == 0 && peer > 0) {
                recv[peer] = new char[2];
            }
        }
        world.alltoallw(send, recv);
        String found =
                rank > 0
                        ? Arrays.toString((int[]) recv[0])
                        : Arrays.stream(recv)
                                .skip(1)
                                .map(letters -> new String((char[]) letters))
                                .collect(Collectors.joining(", "));
        IO.println("rank " + rank + ": " + found);
    }
}
