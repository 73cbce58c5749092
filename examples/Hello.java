import org.tutti.*;

/** Each rank says who it is, one after the other. */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        for (int turn = 0; turn < world.size(); turn++) {
            if (turn == world.rank()) {
                IO.println("Hello from rank " + world.rank() + " of " + world.size() + ", process "
                        + ProcessHandle.current().pid());
            }
            world.barrier();
        }
    }
}
