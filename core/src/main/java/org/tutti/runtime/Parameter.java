package org.tutti.runtime;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.memory.WaitStrategy.Mode;
import org.tutti.segment.Geometry;

/** What can be set. Those that all ranks must share are written into the arena by whoever makes it. */
public enum Parameter {
    COMPONENTS(
            "coll",
            new LegalValues.Names(Geometry.ALL_COMPONENTS, Geometry.COMPONENTS_CAPACITY),
            Geometry.ALL_COMPONENTS,
            geometry -> geometry.components().hashCode(),
            "which components may take a communicator, e.g. self,basic; or which may not, e.g. ^sm"),
    COMPONENTS_TOLD(
            "coll.verbose",
            new LegalValues.Whole(0, 1),
            "0",
            null,
            "with 1 rank 0 of each communicator tells which components it has, and why not the others"),
    SM_PRIORITY(
            "coll.sm.priority",
            new LegalValues.Whole(-1, 100),
            "50",
            Geometry::smPriority,
            "which component takes a communicator: the highest; with -1 this one declines"),
    CONTROL_SIZE(
            "coll.sm.control_size",
            new LegalValues.Bytes(64, 4096, true, false),
            "512",
            Geometry::unitBytes,
            "a control unit: a word that others wait for, and a short message beside it"),
    SLOTS(
            "coll.sm.slots",
            new LegalValues.Whole(2, 64, true, false),
            "8",
            Geometry::slots,
            "operations in flight before the first one's slot is written again"),
    ONE_PHASE_MAX(
            "coll.sm.one_phase_max",
            new LegalValues.Bytes(128, 1 << 20, true, true),
            "auto",
            Geometry::onePhaseBytes,
            "the longest message that travels whole"),
    FRAGMENT_SIZE(
            "coll.sm.fragment_size",
            new LegalValues.Bytes(128, 4 << 20, true, true),
            "auto",
            Geometry::fragmentBytes,
            "the longest fragment of a longer message"),
    RING_SIZE(
            "coll.sm.ring_size",
            new LegalValues.Bytes(8 << 10, 64 << 20, true, true),
            "auto",
            Geometry::ringBytes,
            "the ring through which a rank's payload goes"),
    TREE_DEGREE(
            "coll.sm.tree_degree",
            new LegalValues.Whole(1, 1023, false, true),
            "auto",
            Geometry::degreeOfTrees,
            "children of a rank in trees; auto: groups and leaders instead where they are faster"),
    FLAT_MAX(
            "coll.sm.flat_max",
            new LegalValues.Whole(1, Parameters.MAX_RANKS, false, true),
            "auto",
            Geometry::flatRanks,
            "up to so many ranks all look at all; more meet in groups or along trees"),
    MESSAGE_CELLS(
            "p2p.cells",
            new LegalValues.Whole(4, 4096, true, true),
            "auto",
            null,
            "messages on their way from this rank to another before it must wait; auto: 16 to 64, by the number of ranks"),
    MESSAGE_RING_SIZE(
            "p2p.ring_size",
            new LegalValues.Bytes(1 << 10, 64 << 20, true, true),
            "auto",
            null,
            "their payload on its way; auto: 16k to 2m, so that all talking to all need 256m"),
    MESSAGE_EAGER_MAX(
            "p2p.eager_max",
            new LegalValues.Bytes(0, 16 << 20, false, true),
            "auto",
            null,
            "the longest message that is sent before its receiver wants it; auto: 64k"),
    MESSAGE_SHARED_MAX(
            "p2p.shared_max",
            new LegalValues.Bytes(0, 16 << 20, false, true),
            "auto",
            null,
            "the longest such message from allocated memory, which its receiver can read in place; auto: 12k"),
    MESSAGE_PIECE_SIZE(
            "p2p.piece_size",
            new LegalValues.Bytes(64, 1 << 20, true, true),
            "auto",
            null,
            "the longest piece of a longer message; auto: 16k"),
    MESSAGE_TYPES(
            "p2p.types",
            new LegalValues.Choice("off", "warn", "error"),
            "error",
            null,
            "what is done where a message has other elements than its receive"),
    MESSAGE_TIMEOUT(
            "p2p.timeout",
            new LegalValues.Seconds(1_000_000),
            "off",
            null,
            "seconds after which a call that waits for a message fails, and tells for what"),
    INFO_NUM_PROCS(
            "coll.sm.info_num_procs",
            new LegalValues.Whole(1, Parameters.MAX_RANKS),
            "4",
            null,
            "for how many ranks tutti info tells the memory that is needed"),
    ARENA_SIZE(
            "arena.size",
            new LegalValues.Bytes(1 << 20, 1L << 44, false, false),
            "64g",
            Geometry::arenaBytes,
            "address space of a job; memory is taken only for what is used"),
    ARENA_PLACE(
            "arena.place",
            new LegalValues.Choice("auto", "shm", "memfd", "tmp"),
            "auto",
            null,
            "where the arena is: /dev/shm, a file of memory or the folder for temporary files; auto: where there is room"),
    WAIT_MODE(
            "wait.mode",
            new LegalValues.Choice("auto", "dedicated", "oversubscribed"),
            "auto",
            geometry -> geometry.mode() == Mode.DEDICATED ? 1 : 2,
            "whether ranks have a processor each, and may spin"),
    WAIT_BIND(
            "wait.bind",
            new LegalValues.Choice("auto", "off"),
            "auto",
            null,
            "whether a rank's thread keeps to a processor; auto: where ranks outnumber processors and fill them evenly"),
    NONTEMPORAL(
            "memory.nontemporal",
            new LegalValues.Choice("auto", "never", "always"),
            "auto",
            null,
            "whether payload from 2k on is written past the processor's caches; auto: where that is found to be faster"),
    JOIN_TIMEOUT(
            "join.timeout",
            new LegalValues.Whole(1, 1_000_000),
            "60",
            null,
            "seconds until a rank that does not come is an error"),
    DEADLOCK_CHECK(
            "deadlock.check",
            new LegalValues.Choice("false", "true"),
            "true",
            null,
            "whether the job ends when all ranks wait for each other and no message is under way; for ranks of one thread"),
    STALL_WARN(
            "stall.warn",
            new LegalValues.Seconds(1_000_000),
            "10",
            null,
            "seconds that a rank waits until it says for whom"),
    STALL_LIMIT(
            "stall.limit",
            new LegalValues.Seconds(1_000_000),
            "off",
            null,
            "seconds that a rank waits in any call until that ends the job, and tells for whom");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // they are records of values
    private final LegalValues legal;

    private final String initial;

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final @Nullable ToLongFunction<Geometry> agreed;

    private final String meaning;

    Parameter(
            String label,
            LegalValues legal,
            String initial,
            @Nullable ToLongFunction<Geometry> agreed,
            String meaning) {
        this.label = label;
        this.legal = legal;
        this.initial = initial;
        this.agreed = agreed;
        this.meaning = meaning;
    }

    /** {@return the parameter of this name; an exception that lists all where there is none} */
    public static Parameter named(String name) {
        for (Parameter parameter : values()) {
            if (parameter.label.equals(name)) {
                return parameter;
            }
        }
        throw new TuttiException(
                ErrorCode.UNKNOWN_PARAMETER,
                "no such parameter: name=" + name + "; there are "
                        + Arrays.stream(values()).map(Parameter::toString).collect(Collectors.joining(", "))
                        + " (see: tutti info)");
    }

    /** {@return the environment variable that sets it, e.g. {@code TUTTI_JOIN_TIMEOUT}} */
    public String variable() {
        return "TUTTI_" + label.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** {@return the system property that sets it, e.g. {@code tutti.join.timeout}} */
    public String property() {
        return "tutti." + label;
    }

    /** {@return the value it has when nothing sets it} */
    public String initial() {
        return initial;
    }

    /** {@return what it means, in a line} */
    public String meaning() {
        return meaning;
    }

    /** {@return its legal values, as the end of a sentence that begins with "must be"} */
    public String legalValues() {
        return legal.description();
    }

    /** {@return the number that a text stands for; an exception that names the legal values where it stands for none} */
    public long parse(String text) {
        return legal.parse(label, text);
    }

    /** {@return a number as a person would write it} */
    public String format(long number) {
        return legal.format(number);
    }

    /** {@return whether all ranks share it} */
    public boolean isAgreed() {
        return agreed != null;
    }

    /** {@return what an arena has for it; only where it {@linkplain #isAgreed is agreed}} */
    public long agreedIn(Geometry geometry) {
        if (agreed == null) {
            throw new TuttiException(ErrorCode.DEFECT, "each rank has its own: " + label);
        }
        return agreed.applyAsLong(geometry);
    }

    /** {@return what an arena has for it, as a person would write it; only where it {@linkplain #isAgreed is agreed}} */
    public String textIn(Geometry geometry) {
        return this == COMPONENTS ? geometry.components() : format(agreedIn(geometry));
    }

    /** {@return its name, e.g. {@code join.timeout}} */
    @Override
    public String toString() {
        return label;
    }
}
