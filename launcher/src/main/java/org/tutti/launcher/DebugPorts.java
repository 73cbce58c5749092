package org.tutti.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutti.ErrorCode;

/** The ports of this machine at which ranks wait for their debuggers. */
final class DebugPorts {
    private static final int MOST = 65535;

    private DebugPorts() {}

    /**
     * {@return the port of each rank that is to be debugged}
     *
     * @param options each {@code RANK} or {@code RANK:PORT}; without a port a free one is taken
     * @param ranks how many ranks there are
     */
    static Map<Integer, Integer> parse(List<String> options, int ranks) throws LaunchException {
        Map<Integer, Integer> ports = new LinkedHashMap<>();
        for (String option : options) {
            int colon = option.indexOf(':');
            int rank = number(option, colon < 0 ? option : option.substring(0, colon), 0, ranks - 1, "RANK");
            int port = colon < 0 ? 0 : number(option, option.substring(colon + 1), 1, MOST, "PORT");
            if (ports.containsKey(rank) || (port != 0 && ports.containsValue(port))) {
                throw LaunchException.usage("each rank and each port can be named once: --debug " + option);
            }
            ports.put(rank, port);
        }
        for (Map.Entry<Integer, Integer> entry : ports.entrySet()) {
            while (entry.getValue() == 0) {
                int free = free();
                entry.setValue(ports.containsValue(free) ? 0 : free);
            }
        }
        return ports;
    }

    private static int number(String option, String text, int least, int most, String what) throws LaunchException {
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with the legal range
        }
        throw LaunchException.usage("--debug RANK[:PORT]: " + what + " must be a whole number from " + least + " to "
                + most + ": --debug " + option);
    }

    /** The rank's JVM could choose one itself, but would tell it among the program's output. */
    private static int free() throws LaunchException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw LaunchException.failure(ErrorCode.SYSTEM, "there is no free port for --debug: " + e.getMessage());
        }
    }

    /** {@return what tells java to wait there; only for debuggers on this machine} */
    static String argument(int port) {
        return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:" + port;
    }

    /** {@return how to attach a debugger to a rank, in a line} */
    static String advice(int rank, int port) {
        return "rank " + rank + " waits for a debugger: jdb -attach localhost:" + port
                + " (in an IDE: remote JVM, host localhost, port " + port + ")";
    }
}
