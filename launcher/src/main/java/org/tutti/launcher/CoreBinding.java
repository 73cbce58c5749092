package org.tutti.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.tutti.ErrorCode;
import org.tutti.runtime.Processors;

/**
 * Gives each rank a core of its own, with all its hardware threads, in the order of their numbers. Where cores are too few
 * but hardware threads are not, each rank gets one of those; where these are too few as well, the job is refused.
 */
final class CoreBinding {
    /** Where the kernel describes the processors. */
    static final Path CPUS = Path.of("/sys/devices/system/cpu");

    private CoreBinding() {}

    /**
     * {@return the processors of each rank}
     *
     * @param allowed the processors that may be used
     * @param cpus {@link #CPUS}
     */
    static List<BitSet> of(int ranks, BitSet allowed, Path cpus) throws LaunchException {
        List<BitSet> cores = cores(allowed, cpus);
        if (ranks <= cores.size()) {
            return cores.subList(0, ranks);
        }
        if (ranks <= allowed.cardinality()) {
            return cores.stream().flatMap(CoreBinding::threads).limit(ranks).toList();
        }
        throw LaunchException.usage(
                ErrorCode.NOT_BOUND,
                "--bind-to core needs a processor for each rank: -n " + ranks + ", " + allowed.cardinality()
                        + " processors (" + Processors.format(allowed) + ")");
    }

    /** {@return the processors of each core, as far as they may be used} */
    static List<BitSet> cores(BitSet allowed, Path cpus) {
        List<BitSet> cores = new ArrayList<>();
        BitSet left = (BitSet) allowed.clone();
        for (int first = left.nextSetBit(0); first >= 0; first = left.nextSetBit(0)) {
            BitSet core = threadsOfCore(first, cpus);
            core.and(allowed);
            cores.add(core);
            left.andNot(core);
        }
        return cores;
    }

    private static BitSet threadsOfCore(int cpu, Path cpus) {
        BitSet threads = new BitSet();
        try {
            Path list = cpus.resolve("cpu" + cpu + "/topology/thread_siblings_list");
            threads = Processors.parse(Files.readString(list).strip());
        } catch (IOException e) {
            // a sandbox that does not tell: each processor counts as a core
        }
        threads.set(cpu);
        return threads;
    }

    private static Stream<BitSet> threads(BitSet core) {
        return core.stream().mapToObj(cpu -> {
            BitSet one = new BitSet();
            one.set(cpu);
            return one;
        });
    }
}
