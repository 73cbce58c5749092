package mpi;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import org.tutti.Communicator;
import org.tutti.ErrorClass;
import org.tutti.TuttiException;

/** What an error of a call becomes: an exception for the caller, or the end of the job, as the communicator's error handler has it. */
final class Failure {
    private static final String PACKAGE = Failure.class.getPackageName() + ".";

    private Failure() {}

    /** {@return the caller's exception} Does not return where errors are fatal. */
    static MPIException of(TuttiException e, Comm comm) {
        return of(e.code().number(), numberOf(e.errorClass()), e.getMessage(), e, comm);
    }

    /** {@return the same, of a call that has no communicator: the world's handler decides} */
    static MPIException of(TuttiException e) {
        return of(e, MPI.COMM_WORLD);
    }

    /** {@return the same, of an error that core does not know} */
    static MPIException of(int errorClass, String message, Comm comm) {
        return of(errorClass, errorClass, message, null, comm);
    }

    /** {@return the exception of a call that is there, and does nothing yet} */
    static MPIException unsupported(String call) {
        return new MPIException(
                MPI.ERR_UNSUPPORTED_OPERATION,
                MPI.ERR_UNSUPPORTED_OPERATION,
                call + " is not supported yet: Tutti has collective operations, messages, communicators and datatypes",
                null);
    }

    private static MPIException of(int code, int errorClass, String message, Throwable cause, Comm comm) {
        World.requireOpen();
        String what = call(comm) + ": " + message;
        if (!comm.errhandler().returns()) {
            Communicator world = World.core();
            world.abort(errorClass, "MPI error " + errorClass + ", fatal, in " + what);
        }
        return new MPIException(code, errorClass, what, cause);
    }

    /** {@return which method the program has called, of which communicator, and where} */
    private static String call(Comm comm) {
        List<StackFrame> frames = StackWalker.getInstance().walk(all -> all.toList());
        int ours = 0;
        while (ours < frames.size() && frames.get(ours).getClassName().startsWith(PACKAGE)) {
            ours++;
        }
        String where = ours == frames.size()
                ? ""
                : " (" + frames.get(ours).getFileName() + ":" + frames.get(ours).getLineNumber() + ")";
        return frames.get(ours - 1).getMethodName() + " in " + comm.label() + where;
    }

    /** {@return the number of a class of errors} */
    static int numberOf(ErrorClass errorClass) {
        return switch (errorClass) {
            case ARG -> MPI.ERR_ARG;
            case BUFFER -> MPI.ERR_BUFFER;
            case COUNT -> MPI.ERR_COUNT;
            case TRUNCATE -> MPI.ERR_TRUNCATE;
            case TYPE -> MPI.ERR_TYPE;
            case ROOT -> MPI.ERR_ROOT;
            case OP -> MPI.ERR_OP;
            case RANK -> MPI.ERR_RANK;
            case TAG -> MPI.ERR_TAG;
            case REQUEST -> MPI.ERR_REQUEST;
            case GROUP -> MPI.ERR_GROUP;
            case DIMS -> MPI.ERR_DIMS;
            case TOPOLOGY -> MPI.ERR_TOPOLOGY;
            case COMM -> MPI.ERR_COMM;
            case NO_SPACE -> MPI.ERR_NO_MEM;
            case PROC_FAILED, PROC_ABORTED -> MPI.ERR_PROC_ABORTED;
            case PORT -> MPI.ERR_PORT;
            case NAME -> MPI.ERR_NAME;
            case SERVICE -> MPI.ERR_SERVICE;
            case INTERN -> MPI.ERR_INTERN;
            case JOIN, MISMATCH, DEADLOCK, TIMEOUT -> MPI.ERR_OTHER;
        };
    }
}
