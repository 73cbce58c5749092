import org.tutti.*;

/** Each rank says who it is, one after the other. */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        long pid = ProcessHandle.current().pid();
        String me = "rank " + world.rank() + " of " + world.size() + ", process " + pid;
        for (int turn = 0; turn < world.size(); turn++) {
            if (turn == world.rank()) {
                IO.println("Hello from " + me);
            }
            world.barrier();
        }
    }
}
