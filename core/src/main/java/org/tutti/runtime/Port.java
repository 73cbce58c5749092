package org.tutti.runtime;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/**
 * Where ranks of other jobs of this user find a process: a socket, whose file's name is the port's. The process that has opened it takes
 * it away when it ends in an orderly way; what one that was killed has left is dead, since nobody listens.
 */
public final class Port {
    private static final int MOST_WAITING = 1024;
    private static final Map<String, Port> OPEN = new ConcurrentHashMap<>();
    private static final AtomicInteger OPENED = new AtomicInteger();
    private static final AtomicInteger JOBS = new AtomicInteger();

    private final Path file;
    private final ServerSocketChannel server;

    private static final class AtExit {
        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Port::closeAll, "tutti-ports"));
        }

        private AtExit() {}

        static void install() {
            // the initializer has done it, once
        }
    }

    private Port(Path file, ServerSocketChannel server) {
        this.file = file;
        this.server = server;
    }

    /** {@return the name of a new port of this process} */
    public static String open() {
        AtExit.install();
        Path file = JobFiles.portOf(ProcessHandle.current().pid(), OPENED.incrementAndGet());
        try {
            Files.deleteIfExists(file);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(file), MOST_WAITING);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            server.configureBlocking(false);
            String name = String.valueOf(file.getFileName());
            OPEN.put(name, new Port(file, server));
            return name;
        } catch (IOException e) {
            throw new TuttiException(ErrorCode.SYSTEM, "cannot open a port: file=" + file + ": " + e, -1, e);
        }
    }

    /** Closes a port of this process. Who waits at it is told that it is closed. */
    public static void close(String name) {
        Port port = ofProcess(name);
        OPEN.remove(name);
        port.close();
    }

    /** {@return a port of this process} */
    static Port ofProcess(String name) {
        Port port = name == null ? null : OPEN.get(name);
        if (port == null) {
            throw new TuttiException(ErrorCode.BAD_PORT, "this process has no such port open: port=" + name);
        }
        return port;
    }

    private static void closeAll() {
        OPEN.values().forEach(Port::close);
        Services.withdrawAll();
    }

    private void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // nobody listens at it any more: it is dead, and `tutti clean` takes it away
        }
    }

    /** {@return who has come first among those that wait, or null} */
    @Nullable
    SocketChannel take() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
        }
        return channel;
    }

    /** {@return a way to the process that has opened a port} */
    static SocketChannel reach(String name) {
        Path file = JobFiles.port(name);
        try {
            JobFiles.requireOwn(file);
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(file));
            return channel;
        } catch (IOException e) {
            throw new TuttiException(
                    ErrorCode.BAD_PORT, "nobody has this port open: port=" + name + ", file=" + file, -1, e);
        }
    }

    /** {@return a name that no other job has: for the one that two connected jobs become} */
    static String newJobName() {
        return "port-" + ProcessHandle.current().pid() + "-" + JOBS.incrementAndGet();
    }
}
