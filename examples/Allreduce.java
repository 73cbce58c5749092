import org.tutti.*;

/**
 * Each rank has some of the numbers from 1 to 12, and learns the sum and the mean of all. Three
 * ranks print:
 *
 * <pre>
 * rank 0: sum 78, mean 6.5
 * rank 1: sum 78, mean 6.5
 * rank 2: sum 78, mean 6.5
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        long[] sumAndCount = new long[2];
        for (int number = 1 + rank; number <= 12; number += size) {
            sumAndCount[0] += number;
            sumAndCount[1]++;
        }
        world.allreduce(sumAndCount, Op.SUM);
        double mean = (double) sumAndCount[0] / sumAndCount[1];
        IO.println("rank " + rank + ": sum " + sumAndCount[0] + ", mean " + mean);
    }
}
