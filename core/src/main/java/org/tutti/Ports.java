package org.tutti;

import org.tutti.runtime.Port;
import org.tutti.runtime.Services;

/**
 * Where ranks of other jobs connect: jobs of one user on one machine that were started apart. One rank opens a port and tells its name, by a
 * service's name, a file, or the command line of the other job. Then the ranks of one communicator {@linkplain Communicator#accept accept} there,
 * and those of another job's communicator {@linkplain Communicator#connect connect}. What a process has opened or published is
 * taken away when it ends.
 *
 * {@snippet :
 * String port = Ports.open();
 * Ports.publish("weather", port);
 * Intercommunicator clients = world.accept(port, 0);
 *
 * Intercommunicator server = world.connect(Ports.lookup("weather"), 0); // in another job
 * }
 *
 * <p>MPI standard: 11.9, establishing communication.
 */
public final class Ports {
    private Ports() {}

    /**
     * {@return the name of a new port of this process} It has no blanks.
     *
     * <p>MPI standard: 11.9.2, MPI_OPEN_PORT.
     *
     * @throws TuttiException of class INTERN where the system refuses it
     */
    public static String open() {
        return Port.open();
    }

    /**
     * Closes a port. Whoever waits there gets an error; who is connected stays so.
     *
     * <p>MPI standard: 11.9.2, MPI_CLOSE_PORT.
     *
     * @param port a port that this process has opened
     * @throws TuttiException of class PORT where it has not
     */
    public static void close(String port) {
        Port.close(port);
    }

    /**
     * Lets other jobs find a port under a name.
     *
     * <p>MPI standard: 11.9.4, MPI_PUBLISH_NAME.
     *
     * @param service the name, of up to 160 letters and digits; other characters count up to nine times
     * @param port a port that this process has opened
     * @throws TuttiException of class PORT where it has not, of class SERVICE where another open port has this name
     */
    public static void publish(String service, String port) {
        Services.publish(service, port);
    }

    /**
     * Takes a name back.
     *
     * <p>MPI standard: 11.9.4, MPI_UNPUBLISH_NAME.
     *
     * @param service the name
     * @param port the port that this process has published under it
     * @throws TuttiException of class NAME where it has not
     */
    public static void unpublish(String service, String port) {
        Services.withdraw(service, port);
    }

    /**
     * {@return the name of the port that has been published under a name}
     *
     * <p>MPI standard: 11.9.4, MPI_LOOKUP_NAME.
     *
     * @param service the name
     * @throws TuttiException of class NAME where nobody has published it, or who did has ended
     */
    public static String lookup(String service) {
        return Services.find(service);
    }
}
