package org.tutti.launcher;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal that asks a launcher what its ranks are doing. The JDK's only way to a signal is {@code sun.misc.Signal}, of
 * whose name javac warns each time, and cannot be told not to: so it is called by reflection.
 */
final class DumpSignal {
    private static final String NAME = "USR1";

    private DumpSignal() {}

    /** Has something done at each signal USR1, which would end the process otherwise. */
    static void handle(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler call = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(NAME), proxy);
        } catch (ReflectiveOperationException e) {
            // this system has no such signal, or the JVM keeps it for itself: then tutti dump shows the same
        }
    }
}
