package org.tutti.testkit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tutti.Tutti;
import org.tutti.TuttiException;
import org.tutti.runtime.Parameter;

/**
 * The main class of a resident process of {@link RankProcesses}: runs one program after the other, each as a rank of a job
 * of its own, until standard input ends.
 */
public final class RankMain {
    static final byte MESSAGE = 'M';
    static final byte RESULT = 'R';
    static final byte FAILURE = 'F';
    /** Modified UTF-8 of one string is limited to 65535 bytes. */
    private static final int LONGEST_TEXT = 20_000;

    private static final DataOutputStream REPLIES = new DataOutputStream(new FileOutputStream(FileDescriptor.out));

    private RankMain() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws Exception {
        System.setOut(System.err);
        DataInputStream requests = new DataInputStream(System.in);
        while (true) {
            String program;
            try {
                program = requests.readUTF();
            } catch (EOFException e) {
                // whoever started this process has ended: so does this one, whatever its threads do
                Runtime.getRuntime().halt(0);
                return;
            }
            Map<String, String> settings = new LinkedHashMap<>();
            for (int i = requests.readInt(); i > 0; i--) {
                settings.put(requests.readUTF(), requests.readUTF());
            }
            List<String> arguments = new ArrayList<>();
            for (int i = requests.readInt(); i > 0; i--) {
                arguments.add(requests.readUTF());
            }
            Thread.ofPlatform().name("rank").start(() -> runOne(program, settings, arguments));
        }
    }

    /** Says something to the test at once; {@link RankProcesses.Job#awaitMessage} waits for it. */
    public static void tell(String message) {
        reply(MESSAGE, message);
    }

    private static void runOne(String program, Map<String, String> settings, List<String> arguments) {
        try {
            settings.forEach(RankMain::set);
            forgetJob();
            RankProgram instance = Class.forName(program)
                    .asSubclass(RankProgram.class)
                    .getDeclaredConstructor()
                    .newInstance();
            String result = instance.run(arguments.toArray(String[]::new));
            settings.keySet().forEach(variable -> System.clearProperty(property(variable)));
            reply(RESULT, result, Long.toString(System.nanoTime()));
        } catch (Throwable e) {
            long nanos = System.nanoTime();
            settings.keySet().forEach(variable -> System.clearProperty(property(variable)));
            // as for the exception of a main method, so that its job learns of it in the same way
            Objects.requireNonNull(Thread.currentThread().getUncaughtExceptionHandler())
                    .uncaughtException(Thread.currentThread(), e);
            fail(e, nanos);
        }
    }

    private static void fail(Throwable e, long nanos) {
        StringWriter stack = new StringWriter();
        e.printStackTrace(new PrintWriter(stack));
        boolean known = e instanceof TuttiException;
        reply(
                FAILURE,
                e.getClass().getName(),
                known ? ((TuttiException) e).errorClass().name() : "",
                Integer.toString(known ? ((TuttiException) e).culprit() : -1),
                String.valueOf(e.getMessage()),
                stack.toString(),
                Long.toString(nanos));
    }

    private static void set(String variable, String value) {
        System.setProperty(property(variable), value);
    }

    /** {@return the system property that means the same as an environment variable} */
    private static String property(String variable) {
        for (Parameter parameter : Parameter.values()) {
            if (parameter.variable().equals(variable)) {
                return parameter.property();
            }
        }
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** A process joins one job in its life; this one joins many, each in its turn. */
    private static void forgetJob() throws ReflectiveOperationException {
        Field initialized = Tutti.class.getDeclaredField("initialized");
        initialized.setAccessible(true);
        initialized.setBoolean(null, false);
        Field attached = Tutti.class.getDeclaredField("attached");
        attached.setAccessible(true);
        attached.set(null, null);
    }

    private static synchronized void reply(byte kind, @Nullable String... texts) {
        try {
            REPLIES.writeByte(kind);
            for (String text : texts) {
                String shown = String.valueOf(text);
                REPLIES.writeUTF(shown.length() > LONGEST_TEXT ? shown.substring(0, LONGEST_TEXT) : shown);
            }
            REPLIES.flush();
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
