package org.tutti.coll.basic;

import org.tutti.memory.Items;
import org.tutti.memory.ReduceKernel;
import org.tutti.segment.Signature;

/** Reduce, allreduce, reduceScatter, scan and exscan: whoever has a result gathers what it consists of, and folds that. */
final class BasicReductions {
    /*
     * A fragment is as long as what is folded at once. For each one, in order:
     * 1. Send the fragment of this rank's elements to all that have a result of it: in reduce to the root, in allreduce to all,
     *    in reduceScatter to each rank that of its block, in scan to this rank and those above, in exscan to those above.
     * 2. Receive the fragments that this rank's result consists of, one behind the other in a private array.
     * 3. Fold them in the canonical order, that of as many ranks as there are of them, and copy the result to its place.
     *
     * In place: a result is written over elements of fragments that have been sent.
     *
     * Cost: an exchange for each fragment, in which all wait for all; in allreduce each rank folds everything, size - 1 folds.
     * Memory: a fragment of 8 KiB for each rank.
     */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final BlockTable table;
    private final GatheredFold all;
    private final GatheredFold upTo;
    private final GatheredFold before;

    BasicReductions(BlockTable table) {
        this.table = table;
        this.all = new GatheredFold(table, 0, table.size());
        this.upTo = new GatheredFold(table, 0, table.rank() + 1);
        this.before = new GatheredFold(table, 0, table.rank());
    }

    /** Folds for the root or, with {@link Signature#NO_ROOT}, for all. */
    void reduce(
            Signature.Kind kind,
            ReduceKernel kernel,
            Object send,
            long sendOffset,
            Object recv,
            long recvOffset,
            long count,
            int root) {
        boolean receives = root == Signature.NO_ROOT || root == table.rank();
        long signature = Signature.of(kind, kernel, root, count);
        long salt = kernel.salt() ^ Items.salt(send);
        all.begin(kernel, recv);
        long from = 0;
        do {
            int part = all.part(count - from);
            for (int rank = 0; rank < table.size(); rank++) {
                if (root == Signature.NO_ROOT || root == rank) {
                    table.send(rank, kernel.type(), send, sendOffset + from, part);
                }
            }
            all.exchange(signature, salt, recvOffset + from, receives ? part : 0);
            from += part;
        } while (from < count);
        all.end();
    }

    /** Folds for each rank what the ranks up to it have, or in an exscan those before it. */
    void scan(
            Signature.Kind kind,
            ReduceKernel kernel,
            Object send,
            long sendOffset,
            Object recv,
            long recvOffset,
            long count) {
        boolean isExclusive = kind == Signature.Kind.EXSCAN;
        boolean receives = !isExclusive || table.rank() > 0;
        GatheredFold prefix = isExclusive ? before : upTo;
        long signature = Signature.of(kind, kernel, Signature.NO_ROOT, count);
        long salt = kernel.salt() ^ Items.salt(send);
        prefix.begin(kernel, recv);
        long from = 0;
        do {
            int part = prefix.part(count - from);
            for (int rank = table.rank() + (isExclusive ? 1 : 0); rank < table.size(); rank++) {
                table.send(rank, kernel.type(), send, sendOffset + from, part);
            }
            prefix.exchange(signature, salt, recvOffset + from, receives ? part : 0);
            from += part;
        } while (from < count);
        prefix.end();
    }

    /** Folds for each rank its block, of the sizes that all ranks know. */
    void reduceScatter(
            Signature.Kind kind,
            ReduceKernel kernel,
            Object send,
            long sendOffset,
            Object recv,
            long recvOffset,
            long[] counts) {
        long total = 0;
        long longest = 0;
        long sizes = kernel.salt() ^ Items.salt(send);
        for (long count : counts) {
            total += count;
            longest = Math.max(longest, count);
            sizes = (sizes + count) * MIX;
        }
        long signature = Signature.of(kind, kernel, Signature.NO_ROOT, total);
        all.begin(kernel, recv);
        long from = 0;
        do {
            sendBlocks(kernel, send, sendOffset, counts, from);
            all.exchange(signature, sizes, recvOffset + from, all.part(counts[table.rank()] - from));
            from += all.part(Long.MAX_VALUE);
        } while (from < longest);
        all.end();
    }

    /** Sends to each rank what its block has from an element on. */
    private void sendBlocks(ReduceKernel kernel, Object send, long sendOffset, long[] counts, long from) {
        long start = sendOffset;
        for (int rank = 0; rank < counts.length; rank++) {
            int part = all.part(counts[rank] - from);
            if (part > 0) {
                table.send(rank, kernel.type(), send, start + from, part);
            }
            start += counts[rank];
        }
    }
}
