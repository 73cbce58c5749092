package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Where a rank's process waits, as docs/reliability.md tells it. */
class BoundedWaitsTest {
    /**
     * What may wait in a rank's process, and why that ends, is told in docs/reliability.md: a class of this list has its row there.
     */
    private static final Set<String> WAITERS = Set.of(
            "memory.WaitStrategy",
            "memory.MappedWords",
            "segment.Team",
            "p2p.Inbox",
            "p2p.ProgressEngine",
            "RequestFuture",
            "runtime.Job",
            "runtime.NamedRendezvous",
            "runtime.NeighborWatch",
            "runtime.RankLanes",
            "runtime.RankMemory",
            "runtime.RankThreads",
            "runtime.SocketDeathWatch",
            "runtime.StallWatch");

    /** Names of methods by which a thread waits, by the type that has them; subtypes count. */
    private static final Map<Class<?>, Set<String>> WAITS = Map.of(
            Thread.class, Set.of("sleep", "yield", "join", "onSpinWait"),
            Object.class, Set.of("wait"),
            LockSupport.class, Set.of("park", "parkNanos", "parkUntil"),
            Lock.class, Set.of("lock", "lockInterruptibly"),
            CountDownLatch.class, Set.of("await"),
            CyclicBarrier.class, Set.of("await"),
            Semaphore.class, Set.of("acquire", "acquireUninterruptibly"),
            Future.class, Set.of("get", "join"),
            BlockingQueue.class, Set.of("take", "put"),
            Selector.class, Set.of("select"));

    @Test
    void shouldWaitWhereTheEndOfTheWaitIsKnown() throws IOException {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : ArchitectureTest.ALL) {
            String name = type.getName().replaceFirst("^org\\.tutti\\.", "").replaceFirst("\\$.*", "");
            boolean isOfRanks = !type.getPackageName().matches("org\\.tutti\\.(launcher|posix|testkit).*");
            boolean waits = type.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> WAITS.entrySet().stream()
                            .anyMatch(each -> call.getTarget().getOwner().isAssignableTo(each.getKey())
                                    && each.getValue().contains(call.getTarget().getName())));
            if (isOfRanks && waits) {
                found.add(name);
            }
        }
        assertThat(found).isEqualTo(new TreeSet<>(WAITERS));
        String promises = Files.readString(Path.of("..", "docs", "reliability.md"));
        assertThat(WAITERS)
                .allSatisfy(waiter ->
                        assertThat(promises).contains("| `" + waiter.substring(waiter.indexOf('.') + 1) + "` |"));
    }
}
