package org.tutti.runtime;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Names under which other jobs of this user find ports: each is a symbolic link to the port's socket. */
public final class Services {
    private static final int LONGEST = 160;
    private static final Map<String, Path> PUBLISHED = new ConcurrentHashMap<>();

    private Services() {}

    /** Lets others find a port of this process under a name, which no other service that lives has. */
    public static void publish(String service, String port) {
        Path link = link(service);
        Port.ofProcess(port);
        try {
            Files.createSymbolicLink(link, JobFiles.port(port));
        } catch (FileAlreadyExistsException e) {
            takeOver(service, link, port);
        } catch (IOException e) {
            throw system(service, link, e);
        }
        PUBLISHED.put(service, link);
    }

    private static void takeOver(String service, Path link, String port) {
        try {
            JobFiles.requireOwn(link);
            Leftover found = Leftover.judge(link);
            if (!found.isDead() || !found.remove()) {
                throw new TuttiException(
                        ErrorCode.SERVICE_TAKEN,
                        "another port has this name: service=" + service + ", port=" + target(link));
            }
            Files.createSymbolicLink(link, JobFiles.port(port));
        } catch (IOException e) {
            throw system(service, link, e);
        }
    }

    /** Takes a name back that this process has given to a port. */
    public static void withdraw(String service, String port) {
        Path link = link(service);
        if (!PUBLISHED.containsKey(service) || !port.equals(target(link))) {
            throw new TuttiException(
                    ErrorCode.UNKNOWN_SERVICE,
                    "this process has not published this: service=" + service + ", port=" + port);
        }
        remove(service, link);
    }

    static void withdrawAll() {
        PUBLISHED.forEach(Services::remove);
    }

    private static void remove(String service, Path link) {
        PUBLISHED.remove(service);
        try {
            Files.deleteIfExists(link);
        } catch (IOException e) {
            throw system(service, link, e);
        }
    }

    /** {@return the port that has a name} */
    public static String find(String service) {
        Path link = link(service);
        try {
            JobFiles.requireOwn(link);
            if (!Leftover.judge(link).isDead()) {
                return target(link);
            }
        } catch (NoSuchFileException e) {
            // nobody has published it
        } catch (IOException e) {
            throw system(service, link, e);
        }
        throw new TuttiException(ErrorCode.UNKNOWN_SERVICE, "nobody has published this: service=" + service);
    }

    private static String target(Path link) {
        try {
            return String.valueOf(Files.readSymbolicLink(link).getFileName());
        } catch (IOException e) {
            return "";
        }
    }

    private static Path link(String service) {
        String encoded = service == null ? "" : URLEncoder.encode(service, StandardCharsets.UTF_8);
        if (encoded.isEmpty() || encoded.length() > LONGEST) {
            throw new TuttiException(
                    ErrorCode.BAD_NAME,
                    "the name of a service has 1 to " + LONGEST + " characters, encoded as in a URL: service="
                            + service);
        }
        try {
            return JobFiles.ofService(encoded);
        } catch (InvalidPathException e) {
            throw new TuttiException(ErrorCode.BAD_NAME, "cannot be a file's name: service=" + service, -1, e);
        }
    }

    private static TuttiException system(String service, Path link, IOException cause) {
        return new TuttiException(
                ErrorCode.SYSTEM,
                "cannot look after the name of a service: service=" + service + ", file=" + link + ": " + cause,
                -1,
                cause);
    }
}
