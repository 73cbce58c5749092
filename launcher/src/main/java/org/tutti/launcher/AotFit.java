package org.tutti.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which AOT cache suits a JVM with certain arguments. A JVM that is given one that does not suit starts without any, without
 * the JDK's own archive too, and so slower than usual; with some arguments no cache suits it at all. So arguments that are
 * not known to be harmless mean: no cache.
 *
 * @param variant tells apart the caches of one JDK and one build of Tutti: the collector, and how references are stored
 * @param training the arguments with which a JVM makes a cache that suits
 */
record AotFit(String variant, List<String> training) {
    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use\\w+GC");
    private static final Pattern SIZE = Pattern.compile(
            "-Xm[sx]\\w+|-XX:(ActiveProcessorCount|MaxHeapSize|(Max|Min|Initial)RAMPercentage)=[\\w.]+");
    private static final Pattern HARMLESS = Pattern.compile("-D(?!java\\.system\\.class\\.loader|jdk\\.module).*"
            + "|-X(ss|mn)\\w+|-Xlog.*|-Xint|-(ea|da|esa|dsa|(en|dis)able(system)?assertions).*"
            + "|-XX:(TieredStopAtLevel|MaxDirectMemorySize|MaxGCPauseMillis)=\\w+"
            + "|-XX:[+-](ExitOnOutOfMemoryError|UsePerfData|AlwaysPreTouch|HeapDumpOnOutOfMemoryError"
            + "|Unlock(Experimental|Diagnostic)VMOptions)"
            + "|--enable-native-access=ALL-UNNAMED|--enable-preview");
    private static final Pattern HEAP = Pattern.compile("(?:-Xmx|-XX:MaxHeapSize=)(\\d+)([kmgtKMGT]?)");
    private static final Pattern HEAP_PERCENT = Pattern.compile("-XX:MaxRAMPercentage=([\\d.]+)");
    /** Above this heap size the JVM may store references in 8 bytes each, not in 4. */
    private static final long NARROW_BYTES = 30L << 30;

    private static final double USUAL_PERCENT = 25;

    /**
     * {@return what suits, or null when nothing does}
     *
     * @param arguments all arguments of the JVM, wherever it takes them from
     * @param usualHeapBytes the largest heap of a JVM without arguments on this machine
     */
    static @Nullable AotFit of(List<String> arguments, long usualHeapBytes) {
        List<String> collectors = new ArrayList<>();
        List<String> training = new ArrayList<>();
        for (String argument : arguments) {
            if (COLLECTOR.matcher(argument).matches()) {
                collectors.add(argument);
                training.add(argument);
            } else if (SIZE.matcher(argument).matches()) {
                training.add(argument);
            } else if (!HARMLESS.matcher(argument).matches()) {
                return null;
            }
        }
        boolean narrow = heapBytes(arguments, usualHeapBytes) < NARROW_BYTES;
        return new AotFit(collectors + (narrow ? " narrow" : " wide"), training);
    }

    private static double heapBytes(List<String> arguments, long usualHeapBytes) {
        double bytes = usualHeapBytes;
        boolean isGiven = false;
        for (String argument : arguments) {
            Matcher heap = HEAP.matcher(argument);
            Matcher percent = HEAP_PERCENT.matcher(argument);
            if (heap.matches()) {
                bytes = Double.parseDouble(heap.group(1)) * unit(heap.group(2));
                isGiven = true;
            } else if (percent.matches() && !isGiven) {
                bytes = usualHeapBytes * Double.parseDouble(percent.group(1)) / USUAL_PERCENT;
            }
        }
        return bytes;
    }

    private static long unit(String letter) {
        int power = letter.isEmpty() ? 0 : 1 + "kmgt".indexOf(Character.toLowerCase(letter.charAt(0)));
        return 1L << (10 * power);
    }
}
