import org.tutti.*;

/**
 * Each rank has some bytes of a file to write and learns where they begin; before rank 0 there is
 * nobody, and its array stays as it is. Three ranks print:
 *
 * <pre>
 * rank 0: 100 bytes from 0
 * rank 1: 200 bytes from 100
 * rank 2: 300 bytes from 300
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        long[] bytes = {100L * (world.rank() + 1)};
        long[] start = {0};
        world.exscan(bytes, start, Op.SUM);
        IO.println("rank " + world.rank() + ": " + bytes[0] + " bytes from " + start[0]);
    }
}
