package org.tutti.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void shouldHaveEachRankLeadOrBeLedOnce(int groupRanks) {
        for (int size : new int[] {1, 2, 3, 7, 8, 9, 16, 17, 40}) {
            Groups groups = new Groups(size, groupRanks);
            List<Integer> all = new ArrayList<>();
            for (int rank = 0; rank < size; rank++) {
                assertThat(groups.leads(rank)).isEqualTo(rank % groupRanks == 0);
                if (groups.leads(rank)) {
                    all.add(rank);
                }
                for (int led : groups.ledBy(rank)) {
                    assertThat(led).isBetween(rank + 1, rank + groupRanks - 1);
                    all.add(led);
                }
            }
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, size).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 100})
    void shouldNameTheOtherLeadersBeginningWithTheNext(int groupRanks) {
        int size = 40;
        Groups groups = new Groups(size, groupRanks);
        for (int rank = 0; rank < size; rank++) {
            int self = rank;
            int[] others = groups.otherLeaders(rank);
            assertThat(others)
                    .containsExactlyInAnyOrder(IntStream.range(0, size)
                            .filter(leader -> groups.leads(leader) && leader != self)
                            .toArray());
            if (others.length > 0) {
                int own = rank / groupRanks * groupRanks;
                assertThat(others[0])
                        .isEqualTo(groups.leads(rank) ? (own + groupRanks < size ? own + groupRanks : 0) : own);
            }
        }
    }
}
