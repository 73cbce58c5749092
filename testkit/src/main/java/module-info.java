/** Ranks as threads, ranks as processes, inputs and expectations, for tests of parallel programs. */
module org.tutti.testkit {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.tutti;

    exports org.tutti.testkit;
}
