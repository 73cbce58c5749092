package mpi;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.tutti.Communicator;
import org.tutti.TuttiException;

/** A communicator's collective operations on arrays of objects. */
final class ObjectMoves {
    private final Comm comm;

    ObjectMoves(Comm comm) {
        this.comm = comm;
    }

    private void checked(Consumer<Communicator> call) {
        try {
            call.accept(comm.core());
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    void bcast(ObjectItems items, int root) {
        checked(core -> {
            boolean isRoot = core.rank() == root;
            Object[] mine = isRoot ? items.get() : null;
            Object[] objects = core.bcastObject(mine, root, ObjectArrays.CODEC);
            if (!isRoot) {
                items.put(objects);
            }
        });
    }

    void gather(ObjectItems mine, ObjectBlocks all, int root) {
        checked(core -> {
            List<Object[]> objects = core.gatherObjects(mine.get(), root, ObjectArrays.CODEC);
            if (objects != null) {
                all.put(objects);
            }
        });
    }

    void scatter(ObjectBlocks all, ObjectItems mine, int root) {
        checked(core -> mine.put(deal(core, all, root)));
    }

    private static Object[] deal(Communicator core, ObjectBlocks all, int root) {
        List<Object[]> blocks = core.rank() == root ? all.get(core.size()) : null;
        return core.scatterObjects(blocks, root, ObjectArrays.CODEC);
    }

    void allgather(ObjectItems mine, ObjectBlocks all) {
        checked(core -> all.put(core.allgatherObjects(mine.get(), ObjectArrays.CODEC)));
    }

    void alltoall(ObjectBlocks sent, ObjectBlocks received) {
        checked(core -> {
            for (int root = 0; root < core.size(); root++) {
                received.block(root).put(deal(core, sent, root));
            }
        });
    }

    void reduce(ObjectItems sent, ObjectItems received, Op op, int root) {
        checked(core -> {
            UserFunction function = Op.function(op);
            List<Object[]> all = core.gatherObjects(sent.get(), root, ObjectArrays.CODEC);
            if (all != null) {
                received.put(combine(all, function));
            }
        });
    }

    /** Combines what the first so many ranks have. */
    void scan(ObjectItems sent, ObjectItems received, Op op, int ranks) {
        checked(core -> {
            UserFunction function = Op.function(op);
            List<Object[]> all = core.allgatherObjects(sent.get(), ObjectArrays.CODEC);
            received.put(combine(all.subList(0, ranks), function));
        });
    }

    /** Combines what all ranks have, of which each gets a block. */
    void reduceScatter(
            Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int[] counts, Datatype type, Op op) {
        checked(core -> {
            UserFunction function = Op.function(op);
            int rank = comm.requireInPlace(counts, counts);
            ObjectItems mine = new ObjectItems(sendbuf, sendoffset, sum(counts, core.size()), type);
            Object[] result = combine(core.allgatherObjects(mine.get(), ObjectArrays.CODEC), function);
            int first = sum(counts, rank) * type.Size();
            new ObjectItems(recvbuf, recvoffset, counts[rank], type)
                    .put(Arrays.copyOfRange(result, first, first + counts[rank] * type.Size()));
        });
    }

    private static int sum(int[] counts, int number) {
        return Arrays.stream(counts, 0, number).sum();
    }

    /** Combines from the last rank on: a function has its result in the place of the right operands. */
    private static Object[] combine(List<Object[]> all, UserFunction function) {
        Object[] result = all.getLast();
        for (int i = all.size() - 2; i >= 0; i--) {
            function.call(all.get(i), result, result.length, MPI.OBJECT);
        }
        return result;
    }
}
