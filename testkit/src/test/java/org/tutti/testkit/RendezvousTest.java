package org.tutti.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutti.Communicator;
import org.tutti.Op;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.runtime.JobFiles;

/** How processes that anything has started become a job, and what they hear when they do not. */
class RendezvousTest {
    private static final Map<String, String> ONE_SECOND = Map.of("TUTTI_JOIN_TIMEOUT", "1");

    /** Returns the sum of all ranks. */
    static final class Meet implements RankTask {
        @Override
        public String run(Communicator world, String... args) {
            return world.allreduce(world.rank() + 1, Op.SUM) + " of " + world.size();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void shouldMeetAtAName(String nativeAccess) {
        for (int i = 0; i < 10; i++) {
            RankProcesses.Job job = RankProcesses.shared().start(3, Map.of("TUTTI_NATIVE", nativeAccess), Meet.class);
            assertThat(job.await()).extracting(Outcome::require).containsOnly("6 of 3");
            assertThat(job.leftovers()).isEmpty();
        }
    }

    /** Some ranks may use native access and others not. */
    @Test
    void shouldMeetWhereNotAllHaveNativeAccess() {
        for (int without = 0; without < 3; without++) {
            RankProcesses.Job job = RankProcesses.shared().newJob();
            for (int rank = 0; rank < 3; rank++) {
                job.add(rank, 3, Map.of("TUTTI_NATIVE", rank == without ? "off" : "on"), Meet.class);
            }
            assertThat(job.await()).extracting(Outcome::require).containsOnly("6 of 3");
            assertThat(job.leftovers()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void shouldNameTheRanksThatNeverCame(String nativeAccess) {
        Map<String, String> settings = new HashMap<>(ONE_SECOND);
        settings.put("TUTTI_NATIVE", nativeAccess);
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(0, 4, settings, Meet.class);
        job.add(2, 4, settings, Meet.class);
        for (Outcome outcome : job.await()) {
            Outcome.Failure failure = outcome.requireFailure();
            assertThat(failure.errorClass()).isEqualTo("TIMEOUT");
            assertThat(failure.culprit()).isEqualTo(1);
            assertThat(failure.message())
                    .isEqualTo("these ranks never came: ranks=[1, 3], size=4, join.timeout=1 s [TUTTI-308]");
        }
        assertThat(job.leftovers()).isEmpty();
    }

    @Test
    void shouldSayThatRankZeroNeverCame() {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(1, 2, ONE_SECOND, Meet.class);
        Outcome.Failure failure = job.await().getFirst().requireFailure();
        assertThat(failure.errorClass()).isEqualTo("TIMEOUT");
        assertThat(failure.message()).startsWith("rank 0 never came: TUTTI_JOB=" + job.name());
        assertThat(job.leftovers()).isEmpty();
    }

    /** A job of the same name was killed while it started. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void shouldReplaceWhatADeadJobHasLeft(String nativeAccess) throws InterruptedException {
        Map<String, String> settings = Map.of("TUTTI_NATIVE", nativeAccess);
        RankProcesses.Job dead = RankProcesses.shared().newJob();
        dead.add(0, 2, settings, Meet.class);
        awaitFile(dead);
        dead.kill(0);
        dead.await();
        assertThat(dead.leftovers()).isNotEmpty();
        RankProcesses.Job job = RankProcesses.shared().newJob();
        Map<String, String> sameName = new HashMap<>(settings);
        sameName.put("TUTTI_JOB", dead.name());
        job.add(1, 2, sameName, Meet.class);
        Thread.sleep(100);
        job.add(0, 2, sameName, Meet.class);
        assertThat(job.await()).extracting(Outcome::require).containsOnly("3 of 2");
        assertThat(dead.leftovers()).isEmpty();
    }

    /** A rank that has come and dies before the others have come is noticed before the time is over. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void shouldNoticeADeathWhileTheJobStarts(String nativeAccess) throws InterruptedException {
        Map<String, String> settings = Map.of("TUTTI_NATIVE", nativeAccess, "TUTTI_JOIN_TIMEOUT", "5");
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(0, 3, settings, Meet.class);
        awaitFile(job);
        job.add(1, 3, settings, Meet.class);
        Thread.sleep(1000);
        job.kill(1);
        List<Outcome> outcomes = job.await();
        assertThat(outcomes.getFirst().requireFailure().message())
                .contains("rank 1 (pid " + outcomes.get(1).pid());
        assertThat(outcomes.getFirst().nanos() - outcomes.get(1).nanos()).isLessThan(3_000_000_000L);
        assertThat(job.leftovers()).isEmpty();
    }

    private static void awaitFile(RankProcesses.Job job) throws InterruptedException {
        while (!Files.exists(JobFiles.ofJob(job.name()))) {
            Thread.sleep(5);
        }
    }

    @Test
    void shouldRefuseASecondRankZero() throws InterruptedException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(0, 2, Map.of(), Meet.class);
        awaitFile(job);
        RankProcesses.Job other = RankProcesses.shared().newJob();
        other.add(0, 2, Map.of("TUTTI_JOB", job.name()), Meet.class);
        Outcome.Failure failure = other.await().getFirst().requireFailure();
        assertThat(failure.errorClass()).isEqualTo("JOIN");
        assertThat(failure.message())
                .isEqualTo("another job of this name is starting: TUTTI_JOB=" + job.name() + ", pid=" + job.pid(0)
                        + " [TUTTI-303]");
        job.add(1, 2, Map.of(), Meet.class);
        assertThat(job.await()).extracting(Outcome::require).containsOnly("3 of 2");
        assertThat(job.leftovers()).isEmpty();
    }

    @Test
    void shouldRefuseASecondProcessOfARank() throws InterruptedException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(0, 3, ONE_SECOND, Meet.class);
        job.add(1, 3, ONE_SECOND, Meet.class);
        Thread.sleep(400);
        job.add(1, 3, ONE_SECOND, Meet.class);
        Outcome.Failure second = job.await().getLast().requireFailure();
        assertThat(second.errorClass()).isEqualTo("JOIN");
        assertThat(second.message()).contains("another process has this rank: rank=1, pid=" + job.pid(1));
        assertThat(job.leftovers()).isEmpty();
    }

    /** Two processes that claim a rank at the same moment: one of them gets it at most, and nobody hangs. */
    @Test
    void shouldRefuseOneOfTwoProcessesThatComeTogether() {
        for (int i = 0; i < 8; i++) {
            RankProcesses.Job job = RankProcesses.shared().newJob();
            Map<String, String> settings = Map.of("TUTTI_JOIN_TIMEOUT", "1", "TUTTI_COLL_SM_RING_SIZE", "4194304");
            job.add(1, 2, settings, Meet.class);
            job.add(1, 2, settings, Meet.class);
            job.add(0, 2, settings, Meet.class);
            List<Outcome> outcomes = job.await();
            List<Outcome> ofRankOne = outcomes.subList(0, 2);
            assertThat(ofRankOne).as("both processes became rank 1").anySatisfy(Outcome::requireFailure);
            assertThat(ofRankOne)
                    .allSatisfy(outcome -> assertThat(outcome.exitCode()).isNull());
        }
    }

    @Test
    void shouldRefuseRanksThatDisagreeAboutTheirNumber() throws InterruptedException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(0, 3, Map.of(), Meet.class);
        job.add(2, 3, Map.of(), Meet.class);
        Thread.sleep(400);
        job.add(1, 2, Map.of(), Meet.class);
        assertThat(job.await()).allSatisfy(outcome -> {
            Outcome.Failure failure = outcome.requireFailure();
            assertThat(failure.errorClass()).isEqualTo("JOIN");
            assertThat(failure.message())
                    .contains("the ranks disagree about their number: TUTTI_SIZE=2 at rank 1, 3 in the arena");
        });
        assertThat(job.leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "", ".hidden", "-x", "with space", "naïve"})
    void shouldRefuseNamesThatAreNoFileNames(String name) {
        Outcome.Failure failure = RankProcesses.shared()
                .run(2, Map.of("TUTTI_JOB", name), Meet.class)
                .getFirst()
                .requireFailure();
        assertThat(failure.errorClass()).isEqualTo("JOIN");
        assertThat(failure.message()).contains("TUTTI_JOB=" + name);
    }

    @Test
    void shouldRefuseARankThatIsNone() {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(2, 2, Map.of(), Meet.class);
        Outcome.Failure failure = job.await().getFirst().requireFailure();
        assertThat(failure.message()).isEqualTo("must be a whole number from 0 to 1: TUTTI_RANK=2 [TUTTI-203]");
    }

    /** Joins, leaves, and tries to join again. */
    static final class JoinTwice implements RankProgram {
        @Override
        public String run(String... args) {
            Tutti.init(args).close();
            try {
                Tutti.init(args);
                return "joined twice";
            } catch (TuttiException e) {
                return e.errorClass() + " " + e.getMessage();
            }
        }
    }

    @Test
    void shouldJoinOnce() {
        assertThat(RankProcesses.shared().run(2, JoinTwice.class))
                .extracting(Outcome::require)
                .containsOnly("JOIN this process has joined its job already [TUTTI-307]");
    }

    @Test
    void shouldBeAWorldOfOneWhereNothingStartedIt() {
        for (int i = 0; i < 2; i++) {
            try (Communicator world = Tutti.init()) {
                assertThat(world.size()).isOne();
                assertThat(world.rank()).isZero();
                assertThat(world.allreduce(7, Op.SUM)).isEqualTo(7);
            }
        }
    }

    /** No file of another user is trusted, and none of this one can be read by another. */
    @Test
    void shouldMakeFilesThatOnlyTheirUserCanOpen() throws IOException, InterruptedException {
        RankProcesses.Job job = RankProcesses.shared().newJob();
        job.add(0, 2, ONE_SECOND, Meet.class);
        awaitFile(job);
        for (Path file : job.leftovers()) {
            if (Files.isRegularFile(file)) {
                assertThat(Files.getPosixFilePermissions(file))
                        .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            }
        }
        job.await();
    }
}
