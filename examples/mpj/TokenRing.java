import java.io.Serializable;
import java.util.ArrayList;
import mpi.MPI;

/**
 * A token, which is an object, goes around all ranks, and each writes its name on it.
 *
 * <p>{@code ./tutti run -n 4 examples/mpj/TokenRing.java}
 */
public class TokenRing {
    private static final int TAG = 7;

    static class Token implements Serializable {
        private static final long serialVersionUID = 1L;

        final ArrayList<Integer> visited = new ArrayList<>();
    }

    public static void main(String[] args) {
        MPI.Init(args);
        int rank = MPI.COMM_WORLD.Rank();
        int size = MPI.COMM_WORLD.Size();
        int next = (rank + 1) % size;
        int previous = (rank + size - 1) % size;

        Token[] token = {new Token()};
        if (rank == 0) {
            token[0].visited.add(0);
            if (size > 1) {
                MPI.COMM_WORLD.Send(token, 0, 1, MPI.OBJECT, next, TAG);
                MPI.COMM_WORLD.Recv(token, 0, 1, MPI.OBJECT, previous, TAG);
            }
            System.out.println("the token has been at " + token[0].visited);
        } else {
            MPI.COMM_WORLD.Recv(token, 0, 1, MPI.OBJECT, previous, TAG);
            token[0].visited.add(rank);
            MPI.COMM_WORLD.Send(token, 0, 1, MPI.OBJECT, next, TAG);
        }
        MPI.Finalize();
    }
}
