import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.tutti.*;

/**
 * Objects travel too: records, enums, strings, collections, or what a codec makes bytes of. Three
 * ranks print:
 *
 * <pre>
 * [Task[name=sort, parts=[a, b]], 0]
 * rank 0 has part 0
 * rank 1 has part 1
 * rank 2 has part 2
 * [ok from 0, ok from 1, ok from 2]
 * </pre>
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        int rank = world.rank();
        int size = world.size();
        Task task = world.bcastObject(rank == 0 ? new Task("sort", List.of("a", "b")) : null, 0);
        List<String> parts =
                rank == 0 ? IntStream.range(0, size).mapToObj(i -> "part " + i).toList() : null;
        String part = world.scatterObjects(parts, 0);
        List<String> answers = world.allgatherObjects("ok from " + rank);
        if (rank == 0) {
            IO.println(List.of(task, rank));
        }
        IO.println("rank " + rank + " has " + part);
        if (rank == size - 1) {
            IO.println(answers);
        }
    }
}

record Task(String name, List<String> parts) implements Serializable {}
