package org.tutti.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Which values a parameter may have, as numbers: a choice is the number of its word. */
sealed interface LegalValues {
    /** The number of "auto": what suits the other values. */
    long AUTO = Long.MIN_VALUE;
    /** Its text. */
    String WORD = "auto";

    /** {@return the number that a text stands for; an exception that names the legal values where it stands for none} */
    long parse(String name, String text);

    /** {@return the legal values, as the end of a sentence that begins with "must be"} */
    String description();

    /** {@return the text of a number} */
    String format(long number);

    private static TuttiException illegal(LegalValues legal, String name, String text) {
        return new TuttiException(ErrorCode.BAD_PARAMETER, "must be " + legal.description() + ": " + name + "=" + text);
    }

    /** Whole numbers of a range, perhaps powers of two only, perhaps auto as well. */
    record Whole(long least, long most, boolean powerOfTwo, boolean auto) implements LegalValues {
        Whole(long least, long most) {
            this(least, most, false, false);
        }

        @Override
        public long parse(String name, String text) {
            if (auto && text.equals(WORD)) {
                return AUTO;
            }
            try {
                long parsed = Long.parseLong(text);
                if (parsed >= least && parsed <= most && (!powerOfTwo || Long.bitCount(parsed) == 1)) {
                    return parsed;
                }
            } catch (NumberFormatException e) {
                // reported below, with the legal range
            }
            throw illegal(this, name, text);
        }

        @Override
        public String description() {
            return (powerOfTwo ? "a power of two" : "a whole number") + " from " + least + " to " + most
                    + (auto ? ", or auto" : "");
        }

        @Override
        public String format(long number) {
            return number == AUTO ? WORD : Long.toString(number);
        }
    }

    /** Numbers of bytes in a range, e.g. {@code 65536} or {@code 64k}; perhaps powers of two only, perhaps auto as well. */
    record Bytes(long least, long most, boolean powerOfTwo, boolean auto) implements LegalValues {
        private static final String UNITS = "kmg";

        @Override
        public long parse(String name, String text) {
            if (auto && text.equals(WORD)) {
                return AUTO;
            }
            try {
                long parsed = bytes(text.toLowerCase(Locale.ROOT));
                if (parsed >= least && parsed <= most && (!powerOfTwo || Long.bitCount(parsed) == 1)) {
                    return parsed;
                }
            } catch (NumberFormatException | ArithmeticException e) {
                // reported below, with the legal range
            }
            throw illegal(this, name, text);
        }

        private static long bytes(String text) {
            int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
            return unit < 0
                    ? Long.parseLong(text)
                    : Math.multiplyExact(Long.parseLong(text.substring(0, text.length() - 1)), 1024L << (10 * unit));
        }

        @Override
        public String description() {
            return (powerOfTwo ? "a power of two" : "a number of bytes") + " from " + format(least) + " to "
                    + format(most) + (auto ? ", or auto" : "");
        }

        @Override
        public String format(long number) {
            if (number == AUTO) {
                return WORD;
            }
            String units = "";
            long rest = number;
            for (int unit = 0; unit < UNITS.length() && rest >= 1024 && rest % 1024 == 0; unit++) {
                units = UNITS.substring(unit, unit + 1);
                rest /= 1024;
            }
            return rest + units;
        }
    }

    /** Numbers of seconds up to a limit, in milliseconds as numbers; 0 is off. */
    record Seconds(long most) implements LegalValues {
        private static final String OFF = "off";
        private static final int MOST_DIGITS = 9;

        @Override
        public long parse(String name, String text) {
            if (text.equals(OFF)) {
                return 0;
            }
            try {
                long millis = isWhole(text) ? 1000 * Long.parseLong(text) : millis(new BigDecimal(text));
                if (millis >= 0 && millis <= 1000 * most) {
                    return millis;
                }
            } catch (NumberFormatException | ArithmeticException e) {
                // reported below, with the legal range
            }
            throw illegal(this, name, text);
        }

        /** Most are; and the first decimal number of a process takes it tens of milliseconds. */
        private static boolean isWhole(String text) {
            return !text.isEmpty()
                    && text.length() <= MOST_DIGITS
                    && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        }

        private static long millis(BigDecimal seconds) {
            return seconds.signum() < 0
                    ? -1
                    : seconds.movePointRight(3)
                            .setScale(0, RoundingMode.CEILING)
                            .longValueExact();
        }

        @Override
        public String description() {
            return "a number of seconds up to " + most + ", or off";
        }

        @Override
        public String format(long number) {
            return number == 0
                    ? OFF
                    : BigDecimal.valueOf(number, 3).stripTrailingZeros().toPlainString();
        }
    }

    /** Some names, or all but some: they are kept as text, and the number only tells whether two texts are equal. */
    record Names(String all, int most) implements LegalValues {
        private static final Pattern LIST = Pattern.compile("\\^?[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*");

        @Override
        public long parse(String name, String text) {
            if (text.length() > most || !LIST.matcher(text).matches()) {
                throw illegal(this, name, text);
            }
            return text.hashCode();
        }

        @Override
        public String description() {
            return "names with commas between them, ^ and the names of those to leave out, or " + all;
        }

        @Override
        public String format(long number) {
            return number == all.hashCode() ? all : "other names";
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements LegalValues {
        Choice(String... words) {
            this(List.of(words));
        }

        @Override
        public long parse(String name, String text) {
            int index = words.indexOf(text);
            if (index < 0) {
                throw illegal(this, name, text);
            }
            return index;
        }

        @Override
        public String description() {
            return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
        }

        @Override
        public String format(long number) {
            return words.get((int) number);
        }
    }
}
