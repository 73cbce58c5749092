import org.tutti.*;

/**
 * The ranks take turns: none begins its turn before all have ended the one before. Three ranks
 * print:
 *
 * <pre>
 * rank 0 has its turn
 * rank 1 has its turn
 * rank 2 has its turn
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        for (int turn = 0; turn < size; turn++) {
            if (turn == rank) {
                IO.println("rank " + rank + " has its turn");
            }
            world.barrier();
        }
    }
}
