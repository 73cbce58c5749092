/** What needs a call to the C library: optional, found by {@link java.util.ServiceLoader}. */
module org.tutti.posix {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.tutti;

    provides org.tutti.spi.NativeAccess with
            org.tutti.posix.PosixAccess;
}
