import org.tutti.*;

/**
 * Two ranks send an array to and fro: how long a message takes on its way, and how much goes
 * through in a second, by size. Each round checks that the array has come as it was sent.
 *
 * <p>{@code ./tutti run -n 2 examples/PingPong.java [LARGEST_BYTES]}
 */
void main(String[] args) {
    int largest = args.length > 0 ? Integer.parseInt(args[0]) : 4 << 20;
    try (Communicator world = Tutti.init(args)) {
        if (world.size() < 2) {
            IO.println("PingPong needs two ranks: ./tutti run -n 2 examples/PingPong.java");
            return;
        }
        if (world.rank() == 0) {
            IO.println("     bytes   microseconds       MB/s");
        }
        int bytes = 1;
        while (bytes <= largest && world.rank() < 2) {
            int rounds = Math.clamp((64 << 20) / bytes, 20, 20_000);
            byte[] ball = new byte[bytes];
            play(world, ball, rounds / 10 + 10); // the JVM compiles, and memory is touched
            double seconds = play(world, ball, rounds);
            if (world.rank() == 0) {
                double oneWay = seconds / (2.0 * rounds);
                IO.println(
                        "%10d %14.2f %10.0f".formatted(bytes, oneWay * 1e6, bytes / oneWay / 1e6));
            }
            bytes *= 4;
        }
    }
}

/** Returns how many seconds so many rounds take. Rank 1 adds one to the last byte each time. */
double play(Communicator world, byte[] ball, int rounds) {
    int last = ball.length - 1;
    double start = Tutti.wtime();
    for (int round = 0; round < rounds; round++) {
        if (world.rank() == 0) {
            byte expected = (byte) (ball[last] + 1);
            world.send(ball, 1, 0);
            world.recv(ball, 1, 0);
            if (ball[last] != expected) {
                throw new AssertionError("round " + round + ": the ball is not as it was sent");
            }
        } else {
            world.recv(ball, 0, 0);
            ball[last]++;
            world.send(ball, 0, 0);
        }
    }
    return Tutti.wtime() - start;
}
