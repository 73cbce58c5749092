package org.tutti.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table beside queues, one for each key. */
class MatchTableTest {
    private static final int KEYS = 50;

    @Test
    void shouldFindTheFirstLinkOfEachKey() {
        Random random = new Random(1);
        MatchTable table = new MatchTable();
        Map<Long, Queue<Link>> queues = new HashMap<>();
        int size = 0;
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(KEYS) - 1L;
            Queue<Link> queue = queues.computeIfAbsent(key, any -> new ArrayDeque<>());
            if (random.nextInt(i / 1000 % 2 == 0 ? 3 : 4) < 2) {
                Link link = new Link() {};
                table.add(key, link);
                queue.add(link);
                size++;
            } else if (!queue.isEmpty()) {
                table.remove(queue.remove());
                size--;
            }
            assertThat(table.find(key)).isSameAs(queue.peek());
            assertThat(table.size()).isEqualTo(size);
        }
        queues.values().forEach(queue -> queue.forEach(table::remove));
        assertThat(table.size()).isZero();
        assertThat(table.any()).isNull();
    }

    /** What is behind a link in its chain is what is gone through until its key is found. */
    @Test
    void shouldKeepChainsShort() {
        MatchTable table = new MatchTable();
        int most = 8_000;
        for (long key = 0; key < most; key++) {
            table.add(key << 32, new Link() {});
        }
        long links = 0;
        for (long key = 0; key < most; key++) {
            for (Link link = table.find(key << 32); link != null; link = link.behind) {
                links++;
            }
        }
        assertThat(links / (double) most).isLessThan(2);
    }
}
