import org.jspecify.annotations.NullMarked;

/** The command tutti. */
@NullMarked
@SuppressWarnings("requires-automatic") // HdrHistogram has no module of its own
module org.tutti.launcher {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires info.picocli;
    requires com.google.gson;
    requires HdrHistogram;
    requires java.compiler;
    requires java.management;
    requires jdk.compiler;
    requires jdk.unsupported;
    requires org.tutti;

    exports org.tutti.launcher;

    opens org.tutti.launcher to
            info.picocli;

    uses org.tutti.spi.NativeAccess;
}
