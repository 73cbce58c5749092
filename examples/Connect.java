import java.util.Arrays;
import org.tutti.*;

/**
 * Two jobs that are started apart compute together: one that serves, {@code tutti run -n 2
 * Connect.java serve}, until somebody asks for nothing, {@code tutti run -n 1 Connect.java}; and
 * before that others that ask, such as {@code tutti run -n 3 Connect.java 1 2 3 4}, which prints
 * "60 is twice the sum of the squares of [1, 2, 3, 4]": each of the two ranks that serve squares
 * what it is given, and each that asks is told the sum of both.
 */
void main(String[] args) {
    try (Communicator world = Tutti.init(args)) {
        if (args.length == 1 && args[0].equals("serve")) {
            serve(world);
        } else {
            ask(world, Arrays.stream(args).mapToInt(Integer::parseInt).toArray());
        }
    }
}

void serve(Communicator world) {
    String port = null;
    if (world.rank() == 0) {
        port = Ports.open();
        Ports.publish("squares", port);
        IO.println("serves at " + port);
    }
    int count;
    do {
        try (Intercommunicator clients = world.accept(port, 0)) {
            count = clients.bcast(0, 0);
            int[] numbers = new int[count];
            clients.bcast(numbers, 0);
            clients.allreduce(Arrays.stream(numbers).map(number -> number * number).sum(), Op.SUM);
        }
    } while (count > 0);
    if (port != null) {
        Ports.unpublish("squares", port);
        Ports.close(port);
    }
}

void ask(Communicator world, int[] numbers) {
    String port = world.rank() == 0 ? Ports.lookup("squares") : null;
    try (Intercommunicator server = world.connect(port, 0)) {
        int root = world.rank() == 0 ? Tutti.ROOT : Tutti.PROC_NULL;
        server.bcast(numbers.length, root);
        server.bcast(numbers, root);
        int sum = server.allreduce(0, Op.SUM);
        if (world.rank() == 0 && numbers.length > 0) {
            IO.println(sum + " is twice the sum of the squares of " + Arrays.toString(numbers));
        }
    }
}
