package org.tutti.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the JVM of one rank may take of the machine, so that all ranks together fit.
 *
 * @param processors how many processors it counts on, for its collector's, its compiler's and the program's threads
 * @param heapPercent the largest heap, in per cent of the memory that the machine or the control group has
 */
record JvmShare(int processors, double heapPercent) {
    /** What all heaps together may take; the rest is for everything else. */
    private static final double HEAPS_PERCENT = 75;
    /** What a JVM takes if nothing is said; it knows better than a number here which heaps are awkward. */
    private static final double USUAL_PERCENT = 25;

    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use\\w+GC");

    /** {@return the share of each of so many ranks on a machine with so many processors} */
    static JvmShare of(int ranks, int processors) {
        return new JvmShare(Math.max(1, processors / ranks), Math.min(USUAL_PERCENT, HEAPS_PERCENT / ranks));
    }

    /**
     * {@return the arguments of java for this share}
     *
     * @param chosen arguments that the user has chosen, wherever java takes them from; two collectors would be an error
     */
    List<String> arguments(List<String> chosen) {
        List<String> arguments = new ArrayList<>();
        arguments.add("-XX:ActiveProcessorCount=" + processors);
        if (heapPercent < USUAL_PERCENT) {
            arguments.add("-XX:MaxRAMPercentage=" + heapPercent);
            arguments.add("-XX:MinRAMPercentage=" + heapPercent);
        }
        boolean hasCollector =
                chosen.stream().anyMatch(argument -> COLLECTOR.matcher(argument).find());
        if (processors == 1 && !hasCollector) {
            arguments.add("-XX:+UseSerialGC");
        }
        return arguments;
    }
}
