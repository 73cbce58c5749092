import org.tutti.*;

/**
 * Each rank has some lines of a file and learns which of all lines its last one is. Three ranks
 * print:
 *
 * <pre>
 * rank 0: 10 lines, the last one is line 10
 * rank 1: 20 lines, the last one is line 30
 * rank 2: 30 lines, the last one is line 60
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int lines = 10 * (world.rank() + 1);
        int last = world.scan(lines, Op.SUM);
        IO.println("rank " + world.rank() + ": " + lines + " lines, the last one is line " + last);
    }
}
