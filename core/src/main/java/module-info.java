import org.jspecify.annotations.NullMarked;

/** Tutti, MPI for the JVM: the API and everything below it. */
@NullMarked
module org.tutti {
    requires static org.jspecify;

    exports org.tutti;
    exports org.tutti.coll;
    exports org.tutti.memory;
    exports org.tutti.segment;
    exports org.tutti.spi;
    exports org.tutti.runtime to
            org.tutti.launcher,
            org.tutti.testkit;

    uses org.tutti.coll.CollectiveComponent;
    uses org.tutti.spi.NativeAccess;
}
