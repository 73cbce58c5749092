package org.tutti.coll;

import org.jspecify.annotations.Nullable;

/** What a component has for one communicator. */
@FunctionalInterface
public interface CollectiveModule {
    /** {@return its operations, above those of the module of the next lower priority, if there is one} */
    CollectiveTable over(@Nullable CollectiveTable below);
}
