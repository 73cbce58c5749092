package org.tutti.runtime;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.Nontemporal;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Geometry;

/**
 * The parameters as one process has them. Whoever makes an arena writes what follows from them into its header, where all
 * others read it; a rank that was told something else cannot join.
 */
public final class Parameters {
    /** The largest number of ranks of a job on one host. */
    public static final int MAX_RANKS = 1024;

    private static final long KIB = 1024;
    private static final long RINGS_BYTES = 32 * KIB * KIB;
    private static final long LARGEST_RING_BYTES = 2 * KIB * KIB;
    private static final long LEAST_RING_BYTES = 64 * KIB;
    private static final int RING_BYTES_OF_EACH = 64;
    private static final long ONE_PHASE_BYTES = 8 * KIB;
    private static final long FRAGMENT_BYTES = 64 * KIB;
    private static final int FLAT_RANKS = 16;

    private final Map<Parameter, Value> values = new EnumMap<>(Parameter.class);

    /**
     * What a parameter has been set to.
     *
     * @param number the value
     * @param text what stands for it
     * @param place who has set it
     */
    private record Value(long number, String text, String place) {}

    private Parameters() {}

    /** {@return the parameters that these sources give, an earlier one winning over a later one} */
    public static Parameters of(ParameterSource... sources) {
        Parameters parameters = new Parameters();
        for (Parameter parameter : Parameter.values()) {
            for (ParameterSource source : sources) {
                String text = source.text(parameter);
                if (text != null) {
                    parameters.set(parameter, text, source.place(parameter));
                    break;
                }
            }
        }
        return parameters;
    }

    /** {@return the parameters of this process: environment variables, then system properties, then a file, then what its program prefers} */
    public static Parameters ofProcess() {
        return of(
                ParameterSource.environment(System::getenv),
                ParameterSource.systemProperties(),
                ParameterSource.file(System::getenv),
                ParameterSource.program());
    }

    private void set(Parameter parameter, String text, String place) {
        try {
            values.put(parameter, new Value(parameter.parse(text), text, place));
        } catch (TuttiException e) {
            throw new TuttiException(e.code(), e.reason() + " (" + place + ")", -1, e);
        }
    }

    /** {@return when long payload is copied past the processor's caches} */
    public Nontemporal nontemporal() {
        return Nontemporal.values()[(int) get(Parameter.NONTEMPORAL)];
    }

    /** {@return the value of a parameter as a number} */
    public long get(Parameter parameter) {
        Value value = values.get(parameter);
        return value != null ? value.number : parameter.parse(parameter.initial());
    }

    /** {@return the value of a parameter as a person would write it} */
    public String text(Parameter parameter) {
        Value value = values.get(parameter);
        if (parameter == Parameter.COMPONENTS) {
            return value != null ? value.text : parameter.initial();
        }
        return parameter.format(get(parameter));
    }

    /** {@return who has set a parameter, or null where nobody has} */
    public @Nullable String place(Parameter parameter) {
        Value value = values.get(parameter);
        return value == null ? null : value.place;
    }

    /** {@return a whole number; an exception that names it and its legal range where the text is not one} */
    static int integer(String name, String value, int least, int most) {
        return (int) new LegalValues.Whole(least, most).parse(name, value);
    }

    /** {@return how long to wait for ranks that do not come, in seconds} */
    public long joinTimeoutSeconds() {
        return get(Parameter.JOIN_TIMEOUT);
    }

    /** Throws where a rank was told something else than what its job has. */
    void requireAgreed(Geometry geometry, int rank) {
        for (Map.Entry<Parameter, Value> entry : values.entrySet()) {
            Parameter parameter = entry.getKey();
            Value value = entry.getValue();
            if (!parameter.isAgreed() || isAuto(parameter, value.number)) {
                continue;
            }
            long agreed = parameter.agreedIn(geometry);
            if (agreed != value.number) {
                throw new TuttiException(
                        ErrorCode.PARAMETERS_DIFFER,
                        "the ranks disagree about a parameter: " + parameter + "=" + text(parameter) + " at rank "
                                + rank + " (" + value.place + "), " + parameter.textIn(geometry)
                                + " in the job. Set it for all ranks alike, e.g. by tutti run --set");
            }
        }
    }

    private static boolean isAuto(Parameter parameter, long number) {
        return parameter == Parameter.WAIT_MODE ? number == 0 : number == LegalValues.AUTO;
    }

    /**
     * {@return the sizes and the mode of an arena for so many ranks on this host} A ring that is larger than the caches
     * of a core is the fastest, since lines that no other core holds any more are cheap to write; it gets smaller where
     * ranks are many or memory is scarce.
     *
     * @param ranks how many ranks share the arena
     * @param freeBytes how much memory the arena's file system has left
     */
    public Geometry geometry(int ranks, long freeBytes) {
        int slots = (int) get(Parameter.SLOTS);
        int least = Geometry.leastMessages(slots);
        long affordable = Math.min(RINGS_BYTES, freeBytes / 2) / ranks;
        long ring = orElse(Parameter.RING_SIZE, Math.clamp(affordable, LEAST_RING_BYTES, LARGEST_RING_BYTES));
        requireRoomForEach(ring, ranks);
        long onePhase = orElse(Parameter.ONE_PHASE_MAX, Math.min(ONE_PHASE_BYTES, ring / least));
        long fragment = orElse(Parameter.FRAGMENT_SIZE, Math.min(FRAGMENT_BYTES, ring / least));
        requireFits(Parameter.ONE_PHASE_MAX, onePhase, ring, least);
        requireFits(Parameter.FRAGMENT_SIZE, fragment, ring, least);
        Mode mode = mode(ranks);
        return new Geometry(
                ranks,
                mode,
                (int) get(Parameter.CONTROL_SIZE),
                slots,
                (int) onePhase,
                (int) fragment,
                ring,
                flatRanks(mode),
                treeDegree(),
                (int) get(Parameter.SM_PRIORITY),
                arenaBytes(),
                text(Parameter.COMPONENTS));
    }

    /** {@return the value of a parameter, or another one where it is auto} */
    public long getOr(Parameter parameter, long otherwise) {
        long set = get(parameter);
        return set == LegalValues.AUTO ? otherwise : set;
    }

    private long arenaBytes() {
        long bytes = get(Parameter.ARENA_SIZE);
        return place(Parameter.ARENA_SIZE) != null ? bytes : Math.min(bytes, AddressSpace.forArena());
    }

    /** Where ranks outnumber processors, a tree would only have each rank wait for its turn more often. */
    private int flatRanks(Mode mode) {
        long set = get(Parameter.FLAT_MAX);
        return set != LegalValues.AUTO ? (int) set : mode == Mode.DEDICATED ? FLAT_RANKS : MAX_RANKS;
    }

    private int treeDegree() {
        long set = get(Parameter.TREE_DEGREE);
        return set == LegalValues.AUTO ? 0 : (int) set;
    }

    private Mode mode(int ranks) {
        return switch ((int) get(Parameter.WAIT_MODE)) {
            case 1 -> Mode.DEDICATED;
            case 2 -> Mode.OVERSUBSCRIBED;
            default -> ranks <= Processors.usable() ? Mode.DEDICATED : Mode.OVERSUBSCRIBED;
        };
    }

    /** {@return the value of a parameter, or the largest power of two below another where it is auto} */
    private long orElse(Parameter parameter, long otherwise) {
        long set = get(parameter);
        return set != LegalValues.AUTO ? set : Long.highestOneBit(otherwise);
    }

    /** A rank lays a block for each of the others, in rows that the ring must hold several times. */
    private static void requireRoomForEach(long ring, int ranks) {
        if (ring / ranks < RING_BYTES_OF_EACH) {
            throw new TuttiException(
                    ErrorCode.BAD_PARAMETER,
                    "must have " + RING_BYTES_OF_EACH + " bytes for each rank: " + Parameter.RING_SIZE + "="
                            + Parameter.RING_SIZE.format(ring) + ", ranks=" + ranks);
        }
    }

    private static void requireFits(Parameter parameter, long bytes, long ring, int times) {
        if (bytes > ring / times) {
            throw new TuttiException(
                    ErrorCode.BAD_PARAMETER,
                    "must fit " + times + " times into the ring: " + parameter + "=" + parameter.format(bytes) + ", "
                            + Parameter.RING_SIZE + "=" + Parameter.RING_SIZE.format(ring));
        }
    }
}
