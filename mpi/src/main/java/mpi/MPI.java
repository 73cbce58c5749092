package mpi;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.tutti.Tutti;
import org.tutti.TuttiException;

/** Where a program becomes a rank, and MPI's constants. */
public final class MPI implements Constants, ErrorNumbers, Datatypes, Ops {
    /** Errors end the job: the default. MPI standard: 9.3. */
    public static final Errhandler ERRORS_ARE_FATAL = new Errhandler("MPI_ERRORS_ARE_FATAL");
    /** Errors end the job. MPI standard: 9.3. */
    public static final Errhandler ERRORS_ABORT = new Errhandler("MPI_ERRORS_ABORT");
    /** Errors are exceptions of the call. MPI standard: 9.3. */
    public static final Errhandler ERRORS_RETURN = new Errhandler("MPI_ERRORS_RETURN");

    /** No request. */
    public static final Request REQUEST_NULL = new Request(null, null);
    /** What is known of no message. */
    public static final Status EMPTY_STATUS = new Status();
    /** The group of no ranks. */
    public static final Group GROUP_EMPTY = new Group(org.tutti.Group.EMPTY);
    /** What is known of how the program was started: nothing. */
    public static final Info INFO_ENV = new Info();
    /** No hints. */
    public static final Info INFO_NULL = Info.ofNone();

    /** All ranks. */
    public static final Intracomm COMM_WORLD = new Intracomm("MPI_COMM_WORLD");
    /** This rank alone. */
    public static final Intracomm COMM_SELF = new Intracomm("MPI_COMM_SELF");

    /** What {@link Intracomm#Split} and its kin return where there is no communicator: null. */
    public static final Comm COMM_NULL = null;
    /** No group: null. */
    public static final Group GROUP_NULL = null;

    private static final Version STANDARD = new Version(3, 1);
    private static byte[] attached;

    /** Makes an object that is of no use: all methods are static. */
    public MPI() {}

    /**
     * Joins the job, together with all other ranks; a program that nothing has launched is a world of one rank.
     *
     * <p>MPI standard: 11.2.1, MPI_INIT.
     *
     * @param args the program's arguments
     * @return the same
     */
    public static String[] Init(String[] args) throws MPIException {
        World.init(args, THREAD_SINGLE);
        return args;
    }

    /**
     * Joins the job as {@link #Init} does, for a program several of whose threads call MPI.
     *
     * <p>MPI standard: 11.6.2, MPI_INIT_THREAD.
     *
     * @param args the program's arguments
     * @param required such as {@link #THREAD_MULTIPLE}
     * @return what the program gets: what it requires
     */
    public static int InitThread(String[] args, int required) throws MPIException {
        return World.init(args, required);
    }

    /** {@return which threads may call} MPI standard: 11.6.2, MPI_QUERY_THREAD. */
    public static int queryThread() throws MPIException {
        return World.level();
    }

    /** {@return whether this thread is the one that has called Init} MPI standard: 11.6.2, MPI_IS_THREAD_MAIN. */
    public static boolean isThreadMain() throws MPIException {
        World.requireOpen();
        return World.isMainThread();
    }

    /** Leaves the job, together with all other ranks. Buffers stay what they are. MPI standard: 11.2.2, MPI_FINALIZE. */
    public static void Finalize() throws MPIException {
        World.end();
    }

    /** {@return whether Init has been called} MPI standard: 11.2.1, MPI_INITIALIZED. */
    public static boolean isInitialized() throws MPIException {
        return World.isInitialized();
    }

    /** {@return whether Finalize has been called} MPI standard: 11.2.2, MPI_FINALIZED. */
    public static boolean isFinalized() throws MPIException {
        return World.isFinalized();
    }

    /** {@return seconds since some time in the past} MPI standard: 9.6, MPI_WTIME. */
    public static double wtime() throws MPIException {
        return Tutti.wtime();
    }

    /** {@return how many seconds lie between two results of {@link #wtime} at least} MPI standard: 9.6, MPI_WTICK. */
    public static double wtick() throws MPIException {
        return Tutti.wtick();
    }

    /** {@return the version of the standard whose functions these are} MPI standard: 9.1.1, MPI_GET_VERSION. */
    public static Version getVersion() {
        return STANDARD;
    }

    /** {@return what this library is} MPI standard: 9.1.1, MPI_GET_LIBRARY_VERSION. */
    public static String getLibVersion() {
        String version = Tutti.class.getPackage().getImplementationVersion();
        return version == null ? "Tutti" : "Tutti " + version;
    }

    /** {@return the name of this host} MPI standard: 9.1.2, MPI_GET_PROCESSOR_NAME. */
    public static String getProcessorName() throws MPIException {
        World.requireOpen();
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    /** Gives room for buffered sends: as many bytes as the array has, for all that waits. MPI standard: 3.6, MPI_BUFFER_ATTACH. */
    public static void attachBuffer(byte[] buffer) throws MPIException {
        try {
            World.core().attachBuffer(buffer.length);
            attached = buffer;
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
    }

    /** {@return what was attached} Waits until what it has is on its way. MPI standard: 3.6, MPI_BUFFER_DETACH. */
    public static byte[] detachBuffer() throws MPIException {
        try {
            World.core().detachBuffer();
        } catch (TuttiException e) {
            throw Failure.of(e);
        }
        byte[] detached = attached;
        attached = null;
        return detached;
    }

    /** Does nothing: there is no profiler to control. MPI standard: 15.2.4, MPI_PCONTROL. */
    public static void pControl(int level, Object obj) {
        // a call that is allowed to have no effect
    }

    /** {@return a direct buffer of so many bytes, in the machine's byte order} */
    public static ByteBuffer newByteBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Byte.BYTES);
    }

    /** {@return a direct buffer of so many chars, in the machine's byte order} */
    public static CharBuffer newCharBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Character.BYTES).asCharBuffer();
    }

    /** {@return a direct buffer of so many shorts, in the machine's byte order} */
    public static ShortBuffer newShortBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Short.BYTES).asShortBuffer();
    }

    /** {@return a direct buffer of so many ints, in the machine's byte order} */
    public static IntBuffer newIntBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Integer.BYTES).asIntBuffer();
    }

    /** {@return a direct buffer of so many longs, in the machine's byte order} */
    public static LongBuffer newLongBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Long.BYTES).asLongBuffer();
    }

    /** {@return a direct buffer of so many floats, in the machine's byte order} */
    public static FloatBuffer newFloatBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Float.BYTES).asFloatBuffer();
    }

    /** {@return a direct buffer of so many doubles, in the machine's byte order} */
    public static DoubleBuffer newDoubleBuffer(int capacity) {
        return DirectBuffers.allocate(capacity, Double.BYTES).asDoubleBuffer();
    }

    /** {@return the elements of a buffer from one on} */
    public static ByteBuffer slice(ByteBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset).order(buf.order());
    }

    /** {@return the elements of an array from one on} */
    public static ByteBuffer slice(byte[] buf, int offset) {
        return ByteBuffer.wrap(buf, offset, buf.length - offset).slice().order(ByteOrder.nativeOrder());
    }

    /** {@return the elements of a buffer from one on} */
    public static CharBuffer slice(CharBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset);
    }

    /** {@return the elements of an array from one on} */
    public static CharBuffer slice(char[] buf, int offset) {
        return CharBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** {@return the elements of a buffer from one on} */
    public static ShortBuffer slice(ShortBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset);
    }

    /** {@return the elements of an array from one on} */
    public static ShortBuffer slice(short[] buf, int offset) {
        return ShortBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** {@return the elements of a buffer from one on} */
    public static IntBuffer slice(IntBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset);
    }

    /** {@return the elements of an array from one on} */
    public static IntBuffer slice(int[] buf, int offset) {
        return IntBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** {@return the elements of a buffer from one on} */
    public static LongBuffer slice(LongBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset);
    }

    /** {@return the elements of an array from one on} */
    public static LongBuffer slice(long[] buf, int offset) {
        return LongBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** {@return the elements of a buffer from one on} */
    public static FloatBuffer slice(FloatBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset);
    }

    /** {@return the elements of an array from one on} */
    public static FloatBuffer slice(float[] buf, int offset) {
        return FloatBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** {@return the elements of a buffer from one on} */
    public static DoubleBuffer slice(DoubleBuffer buf, int offset) {
        return buf.duplicate().clear().slice(offset, buf.capacity() - offset);
    }

    /** {@return the elements of an array from one on} */
    public static DoubleBuffer slice(double[] buf, int offset) {
        return DoubleBuffer.wrap(buf, offset, buf.length - offset).slice();
    }

    /** {@return what {@link #InitThread} does} MPI standard: 11.6.2, MPI_INIT_THREAD. */
    public static int Init_thread(String[] args, int required) throws MPIException {
        return InitThread(args, required);
    }

    /** {@return what {@link #queryThread} does} MPI standard: 11.6.2, MPI_QUERY_THREAD. */
    public static int Query_thread() throws MPIException {
        return queryThread();
    }

    /** {@return what {@link #isThreadMain} does} MPI standard: 11.6.2, MPI_IS_THREAD_MAIN. */
    public static boolean Is_thread_main() throws MPIException {
        return isThreadMain();
    }

    /** {@return what {@link #isInitialized} does} MPI standard: 11.2.1, MPI_INITIALIZED. */
    public static boolean Initialized() throws MPIException {
        return isInitialized();
    }

    /** {@return what {@link #isFinalized} does} MPI standard: 11.2.2, MPI_FINALIZED. */
    public static boolean Finalized() throws MPIException {
        return isFinalized();
    }

    /** {@return what {@link #wtime} does} MPI standard: 9.6, MPI_WTIME. */
    public static double Wtime() throws MPIException {
        return wtime();
    }

    /** {@return what {@link #wtick} does} MPI standard: 9.6, MPI_WTICK. */
    public static double Wtick() throws MPIException {
        return wtick();
    }

    /** {@return what {@link #getProcessorName} does} MPI standard: 9.1.2, MPI_GET_PROCESSOR_NAME. */
    public static String Get_processor_name() throws MPIException {
        return getProcessorName();
    }

    /** Does what {@link #attachBuffer} does. MPI standard: 3.6, MPI_BUFFER_ATTACH. */
    public static void Buffer_attach(byte[] buffer) throws MPIException {
        attachBuffer(buffer);
    }

    /** Gives room for buffered sends: as many bytes as the buffer has. MPI standard: 3.6, MPI_BUFFER_ATTACH. */
    public static void Buffer_attach(ByteBuffer buffer) throws MPIException {
        attachBuffer(new byte[buffer.capacity()]);
    }

    /** {@return what {@link #detachBuffer} does} MPI standard: 3.6, MPI_BUFFER_DETACH. */
    public static byte[] Buffer_detach() throws MPIException {
        return detachBuffer();
    }

    /** Sets what becomes of errors in the world. MPI standard: 9.3.1, MPI_COMM_SET_ERRHANDLER. */
    public static void Errorhandler_set(Errhandler errhandler) throws MPIException {
        COMM_WORLD.setErrhandler(errhandler);
    }

    /** {@return what becomes of errors in the world} MPI standard: 9.3.1, MPI_COMM_GET_ERRHANDLER. */
    public static Errhandler Errorhandler_get() throws MPIException {
        return COMM_WORLD.getErrhandler();
    }
}
