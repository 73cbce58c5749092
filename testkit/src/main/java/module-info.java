/** Ranks as threads, ranks as processes, faults and watchdogs, for tests of parallel programs. */
module org.tutti.testkit {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.tutti;
    requires org.tutti.launcher;

    exports org.tutti.testkit;
}
