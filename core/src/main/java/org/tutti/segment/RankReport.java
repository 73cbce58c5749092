package org.tutti.segment;

import org.jspecify.annotations.Nullable;

/**
 * What a rank is doing, as far as its words tell. It was so when it was read; the rank was not asked.
 *
 * @param rank the rank in the world
 * @param state what has become of it
 * @param process its process, or null while it has not joined
 * @param lane the name of the communicator in which it waits, or else the world's
 * @param sequence the number of the operation that it has begun there last, or 0
 * @param call how it called that, or an empty text
 * @param awaited whom it waits for, or null
 * @param asleep whether it sleeps meanwhile
 * @param sinceMillis since when, in milliseconds since the epoch, it does what it does: the time at which that was first
 *     seen; or 0 where it has changed since the last look
 * @param message for what it waits, where that is a message or a request, e.g. {@code recv(source 1, tag 5) in world}; else an empty
 *     text
 */
public record RankReport(
        int rank,
        Arena.State state,
        @Nullable ProcessId process,
        String lane,
        long sequence,
        String call,
        @Nullable Awaited awaited,
        boolean asleep,
        long sinceMillis,
        String message) {
    /** {@return what the rank is doing, in a word} */
    public String activity() {
        return switch (state) {
            case ABSENT -> "absent";
            case JOINING -> "joining";
            case LEFT -> "left";
            case ACTIVE ->
                awaited == null ? message.isEmpty() ? "computing" : "waiting" : asleep ? "asleep" : "spinning";
        };
    }

    /** {@return what the rank did last, for a person, e.g. {@code operation 16 of world, barrier()}} */
    public String lastCall() {
        if (process == null) {
            return "nothing yet, the job was starting";
        }
        if (!message.isEmpty()) {
            return message;
        }
        if (sequence == 0) {
            return awaited == null ? "no operation of " + lane + " yet" : "the first operation of " + lane;
        }
        return "operation " + sequence + " of " + lane + ", " + call;
    }
}
