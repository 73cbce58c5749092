package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tutti.Communicator;
import org.tutti.Datatype;
import org.tutti.ErrorClass;
import org.tutti.PartitionedReceive;
import org.tutti.PartitionedSend;
import org.tutti.Request;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** What is told of mistakes with messages in partitions. */
class PartitionedErrorsTest {
    @Test
    void shouldRefuseWhatIsNoPartition() {
        ThreadRanks.run(1, world -> {
            PartitionedSend send = world.psendInit(new int[6], 3, 0, 0);
            assertThatThrownBy(() -> send.pready(0)).hasMessageContaining("the request is not active: partition=0");
            send.start();
            assertThatThrownBy(send::start).hasMessageContaining("active: psend(destination 0, tag 0, 3 of 3");
            send.pready(1);
            assertThatThrownBy(() -> send.pready(1)).hasMessageContaining("ready already: partition=1");
            assertThatThrownBy(() -> send.pready(3)).hasMessageContaining("partition=3, partitions=3");
            assertThatThrownBy(() -> send.pready(-1)).hasMessageContaining("partition=-1, partitions=3");
            assertThatThrownBy(() -> send.preadyRange(2, 3)).hasMessageContaining("partition=3, partitions=3");
            assertThatThrownBy(() -> send.preadyRange(2, 0)).hasMessageContaining("from=2, to=0");
            assertThatThrownBy(() -> send.preadyList(0, 2, 3)).hasMessageContaining("partition=3, partitions=3");
            PartitionedReceive receive = world.precvInit(new int[6], 2, 0, 0);
            receive.start();
            assertThatThrownBy(() -> receive.parrived(2)).hasMessageContaining("partition=2, partitions=2");
            send.preadyList(0, 2);
            Request.waitAll(send, receive);
            refusesArguments(world);
        });
    }

    private static void refusesArguments(Communicator world) {
        int[] array = new int[6];
        assertThatThrownBy(() -> world.psendInit(array, 4, 0, 0)).hasMessageContaining("length=6, partitions=4");
        assertThatThrownBy(() -> world.psendInit(array, 0, 0, 0)).hasMessageContaining("partitions=0");
        assertThatThrownBy(() -> world.psendInit(array, 0, 2, -1, 0, 0)).hasMessageContaining("count=-1");
        assertThatThrownBy(() -> world.psendInit(array, 0, 2, Integer.MAX_VALUE, 0, 0))
                .hasMessageContaining("count=2147483647");
        assertThatThrownBy(() -> world.psendInit(array, 1, 2, 3, 0, 0)).isInstanceOf(TuttiException.class);
        assertThatThrownBy(() -> world.psendInit(array, 2, 7, 0)).hasMessageContaining("dest=7");
        assertThatThrownBy(() -> world.psendInit(array, 2, 0, -2)).hasMessageContaining("tag=-2");
        assertThatThrownBy(() -> world.precvInit(array, 2, Tutti.ANY_SOURCE, 0)).hasMessageContaining("ANY_SOURCE");
        assertThatThrownBy(() -> world.precvInit(array, 2, 0, Tutti.ANY_TAG)).hasMessageContaining("ANY_TAG");
        MemorySegment segment = MemorySegment.ofArray(array);
        assertThatThrownBy(() -> world.precvInit(segment, 3, Long.MAX_VALUE / 2, Datatype.INT, 0, 0))
                .hasMessageContaining("partitions=3, count=" + Long.MAX_VALUE / 2);
        assertThatThrownBy(() -> world.psendInit(segment, 4, -1L << 62, Datatype.INT, 0, 0))
                .as("four times that is 0 in a long")
                .hasMessageContaining("partitions=4, count=" + (-1L << 62));
    }

    @ParameterizedTest
    @CsvSource({"12, 3, 10, 5", "12, 3, 24, 3", "12, 4, 0, 1"})
    void shouldSayThatBothSidesDiffer(int sent, int parts, int received, int partitions) {
        ThreadRanks.run(2, world -> {
            if (world.rank() == 0) {
                PartitionedSend send = world.psendInit(new int[sent], parts, 1, 3);
                send.start();
                send.preadyRange(0, parts - 1);
                send.waitFor();
                world.barrier();
            } else {
                PartitionedReceive receive = world.precvInit(new int[received], partitions, 0, 3);
                receive.start();
                assertThatThrownBy(receive::waitFor)
                        .isInstanceOfSatisfying(
                                TuttiException.class,
                                thrown -> assertThat(thrown.errorClass()).isEqualTo(ErrorClass.TRUNCATE))
                        .hasMessageContaining("rank 0 sends " + parts + " of " + 4 * sent / parts
                                + " bytes, rank 1 receives " + partitions + " of " + 4 * received / partitions
                                + " bytes, tag 3 in world");
                world.barrier();
            }
        });
    }

    @Test
    void shouldSayThatElementsDiffer() {
        ThreadRanks.run(2, world -> {
            if (world.rank() == 0) {
                PartitionedSend send = world.psendInit(new int[4], 2, 1, 3);
                send.start();
                send.preadyRange(0, 1);
                send.waitFor();
            } else {
                PartitionedReceive receive = world.precvInit(new float[4], 2, 0, 3);
                receive.start();
                assertThatThrownBy(receive::waitFor).hasMessageContaining("other elements");
            }
        });
    }

    /** Neither side needs the other one, and what came for nobody is given up with the communicator. */
    @Test
    void shouldCloseWhereNobodyReceives() {
        ThreadRanks.run(2, world -> {
            for (int round = 0; round < 3; round++) {
                try (Communicator dup = world.dup()) {
                    if (world.rank() == 0) {
                        PartitionedSend send = dup.psendInit(new int[4], 2, 1, 3);
                        send.start();
                        send.preadyRange(0, 1);
                        send.waitFor();
                    } else {
                        dup.precvInit(new int[4], 2, 0, round);
                    }
                    dup.barrier();
                }
            }
        });
    }

    /** The only one that could say that a partition is ready waits for it. */
    @Test
    void shouldFindOutThatARankWaitsForItself() {
        assertThatThrownBy(() -> ThreadRanks.run(2, Map.of("deadlock.check", "true"), world -> {
                    if (world.rank() == 0) {
                        PartitionedSend send = world.psendInit(new int[4], 2, 1, 3);
                        send.start();
                        send.pready(0);
                        send.waitFor();
                    } else {
                        PartitionedReceive receive = world.precvInit(new int[4], 2, 0, 3);
                        receive.start();
                        receive.waitFor();
                    }
                }))
                .hasMessageContaining("psend(destination 1, tag 3, 1 of 2 partitions not ready) in world");
    }
}
