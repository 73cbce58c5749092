package org.tutti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes with a communicator: hints, attributes, who sees its failures. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommunicatorInfoTest {
    @Test
    void shouldKeepHints() {
        Info info = Info.EMPTY.with("place", "here").with("coll.sm.priority", "5");
        assertThat(info.get("place")).isEqualTo("here");
        assertThat(info.get("time")).isNull();
        assertThat(Info.EMPTY.hints()).isEmpty();
        Tutti.runThreads(2, world -> {
            assertThat(world.info()).isEqualTo(Info.EMPTY);
            try (Communicator hinted = world.dup(info);
                    Communicator again = hinted.dup();
                    Communicator half = hinted.split(0, 0, Info.EMPTY)) {
                assertThat(hinted.info()).isEqualTo(info);
                assertThat(again.info()).isEqualTo(info);
                assertThat(half.info()).isEqualTo(Info.EMPTY);
            }
        });
    }

    @Test
    void shouldRefuseHintsAboutComponentsThatDiffer() {
        Tutti.runThreads(2, world -> {
            Info other = Info.EMPTY.with("place", "" + world.rank());
            world.dup(other).close();
            Info differing = Info.EMPTY.with("coll.sm.priority", "" + world.rank());
            assertThatThrownBy(() -> world.dup(differing))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMPONENTS_DIFFER))
                    .hasMessageContaining(
                            "rank 0 would use basic (priority 10), sm (priority 0), rank 1 basic (priority 10), sm (priority 1)");
            Info unknown = Info.EMPTY.with("collar", "" + world.rank());
            assertThatThrownBy(() -> world.dup(unknown))
                    .hasMessageContaining("rank 0 and rank 1 pass different hints about components in world");
        });
    }

    @Test
    void shouldCopyAndDeleteAttributes() {
        Tutti.runThreads(2, world -> {
            List<String> deleted = new ArrayList<>();
            AttributeKey<String> shared =
                    AttributeKey.create((original, value) -> value + "'", (communicator, value) -> deleted.add(value));
            AttributeKey<Integer> own = AttributeKey.create();
            Communicator dup = world.dup();
            assertThat(dup.attribute(shared)).isNull();
            dup.setAttribute(shared, "a");
            dup.setAttribute(own, 7);
            dup.setAttribute(shared, "b");
            assertThat(deleted).containsExactly("a");
            Communicator copy = dup.dup();
            assertThat(copy.attribute(shared)).isEqualTo("b'");
            assertThat(copy.attribute(own)).isNull();
            assertThat(dup.split(0, 0).attribute(shared)).isNull();
            dup.deleteAttribute(own);
            assertThat(dup.attribute(own)).isNull();
            dup.close();
            copy.close();
            assertThat(deleted).containsExactly("a", "b", "b'");
        });
    }

    @Test
    void shouldDeleteTheLastAttributeFirst() {
        Tutti.runThreads(1, world -> {
            List<String> deleted = new ArrayList<>();
            Communicator dup = world.dup();
            for (String value : List.of("x", "y", "z")) {
                dup.setAttribute(
                        AttributeKey.create((original, old) -> null, (communicator, old) -> deleted.add(old)), value);
            }
            dup.close();
            assertThat(deleted).containsExactly("z", "y", "x");
        });
    }

    @Test
    void shouldShowFailuresToAHandlerFirst() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        assertThatThrownBy(() -> Tutti.runThreads(2, world -> {
                    Communicator dup = world.dup();
                    dup.setErrorHandler((communicator, failure) ->
                            seen.add(world.rank() + " " + communicator.name() + " " + failure.code()));
                    Communicator again = dup.dup();
                    assertThat(again.errorHandler()).isSameAs(dup.errorHandler());
                    assertThatThrownBy(() -> dup.bcast(1, 7)).isInstanceOf(TuttiException.class);
                    assertThat(seen).as("bad arguments are no failures").isEmpty();
                    again.barrier();
                    if (world.rank() == 0) {
                        again.barrier();
                    } else {
                        again.bcast(1, 0);
                    }
                }))
                .isInstanceOf(TuttiException.class);
        assertThat(seen).containsExactlyInAnyOrder("0 world.dup.dup TUTTI-501", "1 world.dup.dup TUTTI-501");
    }

    @Test
    void shouldLetAHandlerThrowSomethingElse() {
        assertThatThrownBy(() -> Tutti.runThreads(2, world -> {
                    Communicator dup = world.dup();
                    dup.setErrorHandler((communicator, failure) -> {
                        throw new IllegalStateException("mine", failure);
                    });
                    if (world.rank() == 0) {
                        dup.barrier();
                    } else {
                        dup.bcast(1, 0);
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
    }

    @Test
    void shouldNameWhatIsOpenWhenTheWorldIsClosed() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<Communicator> left = Collections.synchronizedList(new ArrayList<>());
        try {
            Tutti.runThreads(2, world -> {
                world.dup().close();
                Communicator forgotten = world.dup();
                forgotten.setName("forgotten");
                left.add(forgotten);
                for (int i = 0; i < 6; i++) {
                    world.dup();
                }
                Communicator leftOnPurpose = world.dup();
                leftOnPurpose.leaveToWorld();
                left.add(leftOnPurpose);
            });
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("has closed its world"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .matches(
                                "tutti: warning: rank [01] has closed its world and not these communicators: forgotten,"
                                        + " world.dup, world.dup, world.dup, world.dup and 2 others"));
        assertThat(left)
                .allSatisfy(each -> assertThatThrownBy(each::barrier)
                        .isInstanceOfSatisfying(
                                TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED)));
    }

    @Test
    void shouldGiveACommunicatorOfThisRankAlone() {
        Tutti.runThreads(3, world -> {
            Communicator self = Tutti.self();
            assertThat(self).isSameAs(Tutti.self());
            assertThat(self.size()).isOne();
            assertThat(self.allreduce(5, Op.SUM)).isEqualTo(5);
            assertThat(self.group()).isEqualTo(world.group().incl(world.rank()));
            assertThat(self.name()).isEqualTo("self");
            assertThat(self.dup().compare(self)).isEqualTo(Comparison.CONGRUENT);
        });
    }

    @Test
    void shouldMakeCommunicatorsByTheirMembersAlone() {
        Tutti.runThreads(3, world -> {
            Group pair = world.group().incl(2, 0);
            if (world.rank() != 1) {
                try (Communicator first = world.createGroup(pair, 1);
                        Communicator second = world.createGroup(pair, 1);
                        Communicator third = world.createGroup(pair, 2)) {
                    assertThat(first.rank()).isEqualTo(world.rank() == 2 ? 0 : 1);
                    assertThat(first.allreduce(world.rank(), Op.SUM)).isEqualTo(2);
                    assertThat(third.bcast(world.rank(), 0)).isEqualTo(2);
                    assertThat(second.allreduce(1, Op.SUM)).isEqualTo(2);
                }
            }
            world.barrier();
            assertThatThrownBy(() -> world.createGroup(world.group().excl(world.rank()), 0))
                    .isInstanceOfSatisfying(
                            TuttiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_GROUP));
        });
    }
}
