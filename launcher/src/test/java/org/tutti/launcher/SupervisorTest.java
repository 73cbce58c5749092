package org.tutti.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tutti.ErrorCode;
import org.tutti.runtime.ArenaPlanner;
import org.tutti.runtime.Parameters;
import org.tutti.runtime.UnnamedArena;
import org.tutti.segment.Arena;
import org.tutti.segment.JobTable;
import org.tutti.segment.Lane;

/** Ranks are shells here; what ranks write into the arena, the tests write. */
@Timeout(60)
class SupervisorTest {
    private static final String LONG = "exec sleep 1000";
    private static final String UNWILLING = "trap '' TERM; " + LONG;

    private Arena arena;
    private Ranks ranks;

    @BeforeEach
    void start() throws IOException {
        arena = UnnamedArena.create("test", ArenaPlanner.plan(Parameters.of(), 3, () -> null), () -> null, null)
                .arena();
        ranks = new Ranks();
    }

    @AfterEach
    void end() throws IOException {
        ranks.close();
        assertThat(ranks.firstAlive()).isNull();
        arena.close();
    }

    @Test
    void shouldSucceedWhenAllRanksDo() throws Exception {
        assertThat(run("exit 0", "sleep 0.1", "exit 0")).isEqualTo(Verdict.SUCCESS);
        assertThat(arena.abort().isWritten()).isFalse();
    }

    @Test
    void shouldTakeTheExitCodeOfTheRankThatFails() throws Exception {
        Verdict verdict = run(LONG, LONG, "exit 3");
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(verdict.message()).isEqualTo(ranks.all().get(2) + " exited with code 3 [TUTTI-502]");
        assertThat(arena.abort().culprit()).isEqualTo(2);
        assertThat(arena.abort().message()).isEqualTo(verdict.message());
    }

    @Test
    void shouldNameTheSignalThatKillsARank() throws Exception {
        Verdict verdict = run(LONG, "kill -9 $$", LONG);
        assertThat(verdict.exitCode()).isEqualTo(137);
        assertThat(verdict.message()).isEqualTo(ranks.all().get(1) + " was killed by signal 9 (SIGKILL) [TUTTI-502]");
    }

    /** Rank 1 is first to exit, but only because of rank 0. */
    @Test
    void shouldBlameWhomTheRecordBlames() throws Exception {
        Lane.prepare(arena, 0, JobTable.WORLD);
        arena.setState(0, Arena.State.ACTIVE);
        arena.abort().write(ErrorCode.RANK_ENDED, 0, "rank 0 ended without closing its world");
        Verdict verdict = run("sleep 0.2; exit 5", "exit 1", LONG);
        assertThat(verdict.exitCode()).isEqualTo(5);
        assertThat(verdict.message())
                .isEqualTo(ranks.all().getFirst()
                        + " exited with code 5; it did last: no operation of world yet [TUTTI-502]");
    }

    @Test
    void shouldTellTheRecordsTextWhenItSaysMoreThanTheExitCode() throws Exception {
        arena.abort().write(ErrorCode.RANK_THREW, 1, "rank 1 left by an exception: boom");
        Verdict verdict = run(LONG, "exit 1", LONG);
        assertThat(verdict).isEqualTo(new Verdict(1, "rank 1 left by an exception: boom [TUTTI-503]"));
    }

    @Test
    void shouldEndRanksThatGoOnAfterAMismatch() throws Exception {
        arena.abort().write(ErrorCode.MISMATCH, 1, "ranks called different operations");
        Verdict verdict = run(LONG, UNWILLING, LONG);
        assertThat(verdict).isEqualTo(new Verdict(1, "ranks called different operations [TUTTI-501]"));
    }

    @Test
    void shouldBeContentWhenAllRanksOvercomeAFailure() throws Exception {
        arena.abort().write(ErrorCode.MISMATCH, 1, "ranks called different operations");
        assertThat(run("exit 0", "exit 0", "exit 0")).isEqualTo(Verdict.SUCCESS);
    }

    /** Such as a program that forgets to close its world: the others may have no need of it any more. */
    @Test
    void shouldLetTheOthersFinishWhenARankEndsWellWithoutLeaving() throws Exception {
        arena.abort().write(ErrorCode.RANK_ENDED, 0, "rank 0 ended without closing its world");
        assertThat(run("exit 0", "sleep 0.7", "exit 0")).isEqualTo(Verdict.SUCCESS);
    }

    @Test
    void shouldFailWithTheRecordsTextWhenTheOthersNeededARankThatEndedWell() throws Exception {
        arena.abort().write(ErrorCode.RANK_ENDED, 0, "rank 0 ended without closing its world");
        Verdict verdict = run("exit 0", "sleep 0.2; exit 1", "exit 1");
        assertThat(verdict).isEqualTo(new Verdict(1, "rank 0 ended without closing its world [TUTTI-502]"));
    }

    @Test
    void shouldTellThoseWhoWaitOfARankThatNeverJoins() throws Exception {
        arena.setState(0, Arena.State.ACTIVE);
        arena.setState(1, Arena.State.ACTIVE);
        ranks.start(shell(LONG));
        ranks.start(shell(LONG));
        ranks.start(shell("exit 0"));
        Thread supervisor = Thread.ofPlatform().start(() -> {
            try {
                new Supervisor(arena, ranks, Duration.ofSeconds(30)).supervise();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (!arena.abort().isWritten()) {
            Thread.sleep(5);
        }
        assertThat(arena.abort().culprit()).isEqualTo(2);
        assertThat(arena.abort().text()).isEqualTo(ranks.all().get(2) + " exited with code 0 without joining the job");
        ranks.end();
        supervisor.join();
    }

    @Test
    void shouldEndAJobWhoseTimeIsOver() throws Exception {
        start(UNWILLING, LONG, LONG);
        Verdict verdict = new Supervisor(arena, ranks, Duration.ofMillis(250)).supervise();
        assertThat(verdict.exitCode()).isEqualTo(124);
        assertThat(verdict.message()).startsWith("the job was ended after 0.25 s (--timeout) [TUTTI-504]\n");
        assertThat(arena.abort().code()).isEqualTo(ErrorCode.JOB_TIMEOUT);
    }

    @Test
    void shouldSayWhatRanksDidLastWhenTheTimeIsOver() throws Exception {
        arena.setState(1, Arena.State.LEFT);
        start(LONG, LONG, LONG);
        assertThat(new Supervisor(arena, ranks, Duration.ofSeconds(1))
                        .supervise()
                        .message())
                .isEqualTo("""
                the job was ended after 1 s (--timeout) [TUTTI-504]
                  rank  pid  state   since  operation  call  waits for
                     0       absent
                     1    0  left
                     2       absent""");
    }

    @Test
    void shouldKillRanksThatDoNotEndWhenAsked() throws Exception {
        start(UNWILLING, "sleep 0.7; exit 7", LONG);
        assertThat(new Supervisor(arena, ranks, null).supervise().exitCode()).isEqualTo(7);
        assertThat(ranks.firstAlive()).isNull();
    }

    private Verdict run(String... scripts) throws Exception {
        start(scripts);
        return new Supervisor(arena, ranks, null).supervise();
    }

    private void start(String... scripts) throws IOException {
        for (String script : scripts) {
            ranks.start(shell(script));
        }
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("/bin/sh", "-c", script);
    }
}
