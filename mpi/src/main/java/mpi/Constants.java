package mpi;

/** Numbers with a meaning, as Open MPI has them. They are constants of {@link MPI}. */
public interface Constants {
    /** A source that is any. */
    int ANY_SOURCE = -1;
    /** A tag that is any. */
    int ANY_TAG = -1;
    /** Nobody, in place of a rank. */
    int PROC_NULL = -2;
    /** The root itself, in an intercommunicator. */
    int ROOT = -4;
    /** No number. */
    int UNDEFINED = -32766;
    /** One thread. */
    int THREAD_SINGLE = 0;
    /** The main thread alone calls. */
    int THREAD_FUNNELED = 1;
    /** One thread at a time calls. */
    int THREAD_SERIALIZED = 2;
    /** All threads call at any time. */
    int THREAD_MULTIPLE = 3;
    /** The communicator has a grid. */
    int CART = 1;
    /** The communicator has a graph. */
    int GRAPH = 2;
    /** The communicator has a distributed graph. */
    int DIST_GRAPH = 3;
    /** Both are the same. */
    int IDENT = 0;
    /** Both have the same ranks in the same order. */
    int CONGRUENT = 1;
    /** Both have the same ranks in another order. */
    int SIMILAR = 2;
    /** They differ. */
    int UNEQUAL = 3;
    /** Key of the largest tag. */
    int TAG_UB = 0;
    /** Key of the host's rank. */
    int HOST = 1;
    /** Key of the rank that can write. */
    int IO = 2;
    /** Key that tells whether all clocks agree. */
    int WTIME_IS_GLOBAL = 3;
    /** Key of the number of the program. */
    int APPNUM = 4;
    /** Key of the largest error class. */
    int LASTUSEDCODE = 5;
    /** Key of the number of processes. */
    int UNIVERSE_SIZE = 6;
    /** Key of a window's base. */
    int WIN_BASE = 7;
    /** Key of a window's size. */
    int WIN_SIZE = 8;
    /** Key of a window's unit. */
    int WIN_DISP_UNIT = 9;
    /** Create the file. */
    int MODE_CREATE = 1;
    /** Only read. */
    int MODE_RDONLY = 2;
    /** Only write. */
    int MODE_WRONLY = 4;
    /** Read and write. */
    int MODE_RDWR = 8;
    /** Delete the file when it is closed. */
    int MODE_DELETE_ON_CLOSE = 16;
    /** Nobody else opens the file. */
    int MODE_UNIQUE_OPEN = 32;
    /** The file must not be there. */
    int MODE_EXCL = 64;
    /** Begin at the end. */
    int MODE_APPEND = 128;
    /** Only one after the other. */
    int MODE_SEQUENTIAL = 256;
    /** No conflicting locks. */
    int MODE_NOCHECK = 1;
    /** No access before. */
    int MODE_NOPRECEDE = 2;
    /** No puts after. */
    int MODE_NOPUT = 4;
    /** No stores before. */
    int MODE_NOSTORE = 8;
    /** No access after. */
    int MODE_NOSUCCEED = 16;
    /** From the start. */
    int SEEK_SET = 600;
    /** From where it is. */
    int SEEK_CUR = 602;
    /** From the end. */
    int SEEK_END = 604;
    /** A lock of one. */
    int LOCK_EXCLUSIVE = 1;
    /** A lock of several. */
    int LOCK_SHARED = 2;
    /** The file's present displacement. */
    int DISPLACEMENT_CURRENT = -54278278;
    /** Bytes that a buffered send needs beside its payload. */
    int BSEND_OVERHEAD = 128;
    /** Bytes that a send needs beside its payload. */
    int SEND_OVERHEAD = 0;
    /** Bytes that a receive needs beside its payload. */
    int RECV_OVERHEAD = 0;
}
