package mpi;

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

    void bcast(Object buf, int offset, int count, int root) {
        checked(core -> {
            boolean isRoot = core.rank() == root;
            Object[] mine = isRoot ? ObjectArrays.part(buf, offset, count) : null;
            Object[] objects = core.bcastObject(mine, root, ObjectArrays.CODEC);
            if (!isRoot) {
                ObjectArrays.put(objects, buf, offset, count);
            }
        });
    }

    void gather(Object sendbuf, int offset, int count, Object recvbuf, Blocks blocks, int root) {
        checked(core -> {
            Object[] mine = ObjectArrays.part(sendbuf, offset, count);
            List<Object[]> all = core.gatherObjects(mine, root, ObjectArrays.CODEC);
            if (all != null) {
                blocks.put(all, recvbuf);
            }
        });
    }

    void scatter(Object sendbuf, Blocks blocks, Object recvbuf, int offset, int count, int root) {
        checked(core -> ObjectArrays.put(deal(core, sendbuf, blocks, root), recvbuf, offset, count));
    }

    private static Object[] deal(Communicator core, Object sendbuf, Blocks blocks, int root) {
        List<Object[]> all = core.rank() == root ? blocks.cut(sendbuf, core.size()) : null;
        return core.scatterObjects(all, root, ObjectArrays.CODEC);
    }

    void allgather(Object sendbuf, int offset, int count, Object recvbuf, Blocks blocks) {
        checked(core -> blocks.put(all(core, sendbuf, offset, count), recvbuf));
    }

    private static List<Object[]> all(Communicator core, Object sendbuf, int offset, int count) {
        return core.allgatherObjects(ObjectArrays.part(sendbuf, offset, count), ObjectArrays.CODEC);
    }

    void alltoall(Object sendbuf, Blocks sent, Object recvbuf, Blocks received) {
        checked(core -> {
            for (int root = 0; root < core.size(); root++) {
                received.put(root, deal(core, sendbuf, sent, root), recvbuf);
            }
        });
    }

    void reduce(Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int count, Op op, int root) {
        checked(core -> {
            UserFunction function = Op.function(op);
            Object[] mine = ObjectArrays.part(sendbuf, sendoffset, count);
            List<Object[]> all = core.gatherObjects(mine, root, ObjectArrays.CODEC);
            if (all != null) {
                ObjectArrays.put(combine(all, function), recvbuf, recvoffset, count);
            }
        });
    }

    /** Combines what the first so many ranks have. */
    void scan(Object sendbuf, int sendoffset, Object recvbuf, int recvoffset, int count, Op op, int ranks) {
        checked(core -> {
            UserFunction function = Op.function(op);
            List<Object[]> some = all(core, sendbuf, sendoffset, count).subList(0, ranks);
            ObjectArrays.put(combine(some, function), recvbuf, recvoffset, count);
        });
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
