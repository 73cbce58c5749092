package org.tutti.p2p;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a rank waits for while its work goes on. */
public interface Awaitable {
    /** {@return something that is there as soon as a condition holds} */
    static Awaitable until(BooleanSupplier condition, Supplier<String> description) {
        return new Awaitable() {
            @Override
            public boolean isDone() {
                return condition.getAsBoolean();
            }

            @Override
            public String describe() {
                return description.get();
            }
        };
    }

    /** {@return whether it is there, or has failed} */
    boolean isDone();

    /** {@return the rank of the world that it is awaited from, or -1 where it may be any} */
    default int from() {
        return -1;
    }

    /** {@return what it is, for a person, e.g. {@code recv(source 1, tag 5) in world}} */
    String describe();
}
