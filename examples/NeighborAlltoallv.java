import java.util.Arrays;
import org.tutti.*;

/**
 * Rank 0 gives each other rank as many numbers as that one's rank, and receives one of each: a
 * star, given by rank 0 alone. Three ranks print:
 *
 * <pre>
 * rank 0: [100, 200]
 * rank 1: [1]
 * rank 2: [2, 2]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args);
            Communicator star = star(world)) {
        int rank = star.rank();
        int neighbors = star.topology().destinations(rank).length;
        int[] counts = new int[neighbors];
        for (int i = 0; i < neighbors; i++) {
            counts[i] = rank == 0 ? i + 1 : 1;
        }
        int[] send = new int[Arrays.stream(counts).sum()];
        for (int i = 0, at = 0; i < neighbors; at += counts[i++]) {
            Arrays.fill(send, at, at + counts[i], rank == 0 ? i + 1 : 100 * rank);
        }
        int[] received = star.neighborAlltoallv(send, counts);
        IO.println("rank " + rank + ": " + Arrays.toString(received));
    }
}

Communicator star(Communicator world) {
    int edges = world.rank() == 0 ? 2 * (world.size() - 1) : 0;
    int[] sources = new int[edges];
    int[] degrees = new int[edges];
    int[] destinations = new int[edges];
    Arrays.fill(degrees, 1);
    for (int i = 0; i < edges; i++) {
        int other = i / 2 + 1;
        sources[i] = i % 2 == 0 ? 0 : other;
        destinations[i] = i % 2 == 0 ? other : 0;
    }
    return world.distributedGraph(sources, degrees, destinations);
}
