package org.tutti.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;

/**
 * Random programs of messages, of all kinds of sends and receives and lengths around each limit. Where several ranks send to one, what a
 * receive from any source gets depends on time: then what is checked is what the standard promises. Where one rank sends to one,
 * everything is determined, and compared with the {@linkplain MatchModel model}.
 */
class MessageModelTest {
    @ParameterizedTest
    @CsvSource({"2, TINY, 30", "3, TINY, 25", "4, TINY, 15", "2, USUAL, 12", "4, USUAL, 6"})
    void shouldKeepWhatTheStandardPromises(int ranks, MessageLimits sizes, int rounds) {
        play(ranks, sizes, rounds, ranks);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"2, TINY, 1", "2, TINY, 2", "3, TINY, 3", "4, TINY, 4", "2, USUAL, 5", "3, USUAL, 6", "4, USUAL, 7"})
    void shouldKeepWhatTheStandardPromisesForLong(int ranks, MessageLimits sizes, long seed) {
        play(ranks, sizes, 100_000 / (20 * ranks), seed);
    }

    static void play(int ranks, MessageLimits sizes, int rounds, long seed) {
        ThreadRanks.run(ranks, sizes.parameters(), Duration.ofMinutes(5), world -> {
            try (Communicator dup = world.dup()) {
                Random common = new Random(seed);
                MessagePlayer player = new MessagePlayer(world, dup, sizes, seed);
                int[][][] serials = new int[MessagePlayer.COMMS][ranks][ranks];
                for (int round = 0; round < rounds; round++) {
                    List<Letter> plan = new ArrayList<>();
                    for (int i = 0; i < 20 * ranks; i++) {
                        int comm = common.nextInt(MessagePlayer.COMMS);
                        int source = common.nextInt(ranks);
                        int dest = common.nextInt(ranks);
                        int serial = serials[comm][source][dest]++;
                        plan.add(Letter.random(common, source, dest, comm, serial, sizes.lengths(), sizes.eagerMax()));
                    }
                    player.play(plan);
                }
                player.free();
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"TINY, 1, 40", "TINY, 2, 40", "USUAL, 3, 20"})
    void shouldMatchAsTheModel(MessageLimits sizes, long seed, int batches) {
        compare(2, sizes, seed, batches);
        compare(1, sizes, seed, batches);
    }

    @Tag("full")
    @ParameterizedTest
    @CsvSource({"TINY, 11", "TINY, 12", "TINY, 13", "USUAL, 14", "USUAL, 15"})
    void shouldMatchAsTheModelForLong(MessageLimits sizes, long seed) {
        compare(2, sizes, seed, 5000);
        compare(1, sizes, seed, 5000);
    }

    /** Two ranks send to each other, or one to itself, in two communicators: batches of up to 40 operations. */
    static void compare(int ranks, MessageLimits sizes, long seed, int batches) {
        ThreadRanks.run(ranks, sizes.parameters(), Duration.ofMinutes(5), world -> {
            try (Communicator dup = world.dup()) {
                int other = ranks - 1;
                List<MessagePair> pairs = Stream.of(
                                new MessagePair(world, 0, other, 0, sizes, seed),
                                new MessagePair(dup, 0, other, 1, sizes, seed + 1),
                                new MessagePair(world, other, 0, 0, sizes, seed + 2))
                        .limit(ranks + 1)
                        .toList();
                Random common = new Random(seed);
                for (int i = 0; i < batches; i++) {
                    pairs.get(common.nextInt(pairs.size())).batch(1 + common.nextInt(20));
                }
                pairs.forEach(MessagePair::drain);
            }
        });
    }
}
