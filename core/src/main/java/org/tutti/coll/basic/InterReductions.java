package org.tutti.coll.basic;

import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.Membership;
import org.tutti.memory.ElementType;
import org.tutti.memory.Items;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Signature;
import org.tutti.segment.Signature.Kind;

/** Reduce, allreduce and reduceScatter of an intercommunicator: results are of what the other group has, in its canonical order. */
final class InterReductions {
    /*
     * 1. In reduce and reduceScatter: tell all members what this one needs to take part: of a reduce how it was called, which
     *    must be the same of all that have something to do; of a reduceScatter how long this rank's block is, and a
     *    digest of all blocks of its group, which must be the same of all its ranks.
     * A fragment is as long as what is folded at once. For each one, in order:
     * 2. Send the fragment of this rank's elements to those of the other group that have a result of it: in reduce to the root,
     *    in allreduce to all, in reduceScatter to each rank that of its block.
     * 3. Receive the fragments that this rank's result consists of, fold them in the canonical order, and copy the result to its
     *    place.
     *
     * Cost: as BasicReductions, and an exchange of three numbers before reduce and of two before reduceScatter.
     */
    private static final int CALL_WORDS = 3;
    private static final int FRAGMENTS = 0;
    private static final int SIGNATURE = 1;
    private static final int SALT = 2;

    private final BlockTable table;
    private final Membership membership;
    private final GatheredFold fold;

    InterReductions(BlockTable table, Membership membership) {
        this.table = table;
        this.membership = membership;
        this.fold = new GatheredFold(table, membership.firstPeer(), membership.peers());
    }

    void reduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count, int root) {
        long signature = Signature.of(Kind.REDUCE, Signature.NO_ROOT);
        fold.begin(kernel, recv);
        boolean receives = membership.isRoot(root);
        long salt = kernel.salt() ^ Items.salt(receives ? recv : send);
        long[] call = new long[CALL_WORDS];
        if (receives || membership.meets(root)) {
            call[FRAGMENTS] = 1 + Math.max(0, count - 1) / fold.part(Long.MAX_VALUE);
            call[SIGNATURE] = Signature.of(Kind.REDUCE, kernel, Signature.NO_ROOT, count);
            call[SALT] = salt;
        }
        long fragments = requireSame(tell(signature, call)); // 1.
        for (long fragment = 0; fragment < fragments; fragment++) {
            long from = fragment * fold.part(Long.MAX_VALUE);
            int part = fold.part(count - from);
            if (membership.meets(root)) {
                table.send(membership.peer(root), kernel.type(), send, sendOffset + from, part); // 2.
            }
            fold.exchange(signature, 1, recvOffset + from, receives ? part : 0); // 3.
        }
        fold.end();
    }

    void allreduce(ReduceKernel kernel, Object send, long sendOffset, Object recv, long recvOffset, long count) {
        long signature = Signature.of(Kind.ALLREDUCE, kernel, Signature.NO_ROOT, count);
        long salt = kernel.salt() ^ Items.salt(send);
        fold.begin(kernel, recv);
        long from = 0;
        do {
            int part = fold.part(count - from);
            for (int peer = 0; peer < membership.peers(); peer++) {
                table.send(membership.peer(peer), kernel.type(), send, sendOffset + from, part); // 2.
            }
            fold.exchange(signature, salt, recvOffset + from, part); // 3.
            from += part;
        } while (from < count);
        fold.end();
    }

    /**
     * Folds for each rank its block of what the other group has.
     *
     * @param mine how long this rank's block is
     * @param total how long those of its group are together, which is as long as those of the other group
     * @param digest what all ranks of a group have in common: how long its blocks are
     */
    void reduceScatter(
            Kind kind,
            ReduceKernel kernel,
            Object send,
            long sendOffset,
            Object recv,
            long recvOffset,
            long mine,
            long total,
            long digest) {
        long signature = Signature.of(kind, kernel, Signature.NO_ROOT, total);
        long salt = kernel.salt() ^ Items.salt(send);
        fold.begin(kernel, recv);
        long[] counts = requireSameBlocks(tell(signature, mine, digest)); // 1.
        long longest = 0;
        for (long count : counts) {
            longest = Math.max(longest, count);
        }
        long from = 0;
        do {
            sendBlocks(kernel, send, sendOffset, counts, from); // 2.
            fold.exchange(signature, salt, recvOffset + from, fold.part(mine - from)); // 3.
            from += fold.part(Long.MAX_VALUE);
        } while (from < longest);
        fold.end();
    }

    /** Sends to each peer what its block has from an element on. */
    private void sendBlocks(ReduceKernel kernel, Object send, long sendOffset, long[] counts, long from) {
        long start = sendOffset;
        for (int peer = 0; peer < membership.peers(); peer++) {
            int member = membership.peer(peer);
            int part = fold.part(counts[member] - from);
            if (part > 0) {
                table.send(member, kernel.type(), send, start + from, part);
            }
            start += counts[member];
        }
    }

    /** {@return some numbers of each member, as many of each} */
    private long[] tell(long signature, long... mine) {
        long[] all = new long[mine.length * table.size()];
        for (int member = 0; member < table.size(); member++) {
            table.send(member, ElementType.LONG, mine, 0, mine.length);
            table.receive(member, ElementType.LONG, all, (long) member * mine.length, mine.length);
        }
        table.exchange(signature, 0);
        return all;
    }

    /** {@return how long each member's block is} Throws on all where two of a group have other blocks in mind. */
    private long[] requireSameBlocks(long[] told) {
        long[] counts = new long[table.size()];
        int second = Math.max(membership.first(), membership.firstPeer());
        for (int member = 0; member < counts.length; member++) {
            counts[member] = told[2 * member];
            int first = member < second ? 0 : second;
            if (told[2 * member + 1] != told[2 * first + 1]) {
                throw new TuttiException(
                        ErrorCode.MISMATCH,
                        "ranks of a group passed different counts: rank " + table.worldRank(first) + " and rank "
                                + table.worldRank(member),
                        table.worldRank(member),
                        null);
            }
        }
        return counts;
    }

    /** {@return how many fragments all take part in} Throws on all where two have called something else. */
    private long requireSame(long[] calls) {
        int first = -1;
        for (int member = 0; member < table.size(); member++) {
            if (calls[member * CALL_WORDS + FRAGMENTS] == 0) {
                continue;
            }
            if (first >= 0 && !isSame(calls, first, member)) {
                throw new TuttiException(
                        ErrorCode.MISMATCH,
                        "ranks called different operations: rank " + table.worldRank(first) + ": "
                                + call(calls, first) + ", rank " + table.worldRank(member) + ": "
                                + call(calls, member),
                        table.worldRank(member),
                        null);
            }
            first = first < 0 ? member : first;
        }
        return first < 0 ? 0 : calls[first * CALL_WORDS + FRAGMENTS];
    }

    private static boolean isSame(long[] calls, int one, int other) {
        return calls[one * CALL_WORDS + SIGNATURE] == calls[other * CALL_WORDS + SIGNATURE]
                && calls[one * CALL_WORDS + SALT] == calls[other * CALL_WORDS + SALT];
    }

    private static String call(long[] calls, int member) {
        return Signature.describe(calls[member * CALL_WORDS + SIGNATURE]);
    }
}
