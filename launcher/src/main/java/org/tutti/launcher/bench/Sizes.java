package org.tutti.launcher.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sizes that a command line asks for: {@code 4:4M} is 4 bytes and each doubling up to 4 MiB; {@code 8,1K,64K} are these. */
public final class Sizes {
    /** The largest size, in bytes: more floats than an array can have would be needed for some operations. */
    static final long MOST = 1L << 28;

    private static final String UNITS = "KMG";
    private static final int UNIT_SHIFT = 10;

    private Sizes() {}

    /**
     * {@return the sizes in bytes}
     *
     * @throws IllegalArgumentException where the text is none, with what would be legal
     */
    public static List<Long> parse(String text) {
        List<Long> sizes = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            if (colon < 0) {
                sizes.add(size(part, text));
                continue;
            }
            long last = size(part.substring(colon + 1), text);
            for (long size = size(part.substring(0, colon), text); size <= last; size *= 2) {
                sizes.add(size);
            }
        }
        return sizes.stream().distinct().sorted().toList();
    }

    private static long size(String part, String all) {
        String number = part.strip().toUpperCase(Locale.ROOT);
        int unit = number.isEmpty() ? -1 : UNITS.indexOf(number.charAt(number.length() - 1));
        try {
            long count = Long.parseLong(unit < 0 ? number : number.substring(0, number.length() - 1));
            long bytes = Math.multiplyExact(count, 1L << (UNIT_SHIFT * (unit + 1)));
            if (bytes >= Float.BYTES && bytes <= MOST && bytes % Float.BYTES == 0) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // reported below, with what is legal
        }
        throw new IllegalArgumentException(
                "must be sizes in bytes of whole floats up to 256M, such as 4:4M or 8,1K,64K: --sizes " + all);
    }

    /** {@return a size as a person writes it} */
    public static String text(long bytes) {
        int unit = 0;
        long number = bytes;
        while (unit < UNITS.length() && number >= 1 << UNIT_SHIFT && number % (1 << UNIT_SHIFT) == 0) {
            number >>= UNIT_SHIFT;
            unit++;
        }
        return number + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
    }
}
