package org.tutti.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run: once each, for some milliseconds. What comes out is no figure. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchmarksTest {
    @Test
    void shouldRunEachBenchmarkOnce() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        assertThat(results)
                .extracting(result -> result.getParams().getBenchmark().replaceFirst(".*\\.([A-Z])", "$1"))
                .contains(
                        "KernelBenchmark.kernel",
                        "KernelBenchmark.function",
                        "KernelBenchmark.plainLoop",
                        "CopyBenchmark.inAndOut",
                        "DispatchBenchmark.alone",
                        "DispatchBenchmark.pair",
                        "StepBenchmark.step",
                        "MatchingBenchmark.posted",
                        "MatchingBenchmark.unexpected",
                        "WaitBenchmark.look",
                        "WaitBenchmark.pause",
                        "WaitBenchmark.roundTrip");
    }
}
