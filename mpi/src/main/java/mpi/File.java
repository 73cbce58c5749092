package mpi;

import java.nio.Buffer;

/** A file that several ranks read and write. None can be opened yet: each call throws. MPI standard: 14. */
public final class File {
    /** Makes one. Not supported yet. */
    public File(Comm comm, String name, int count) throws MPIException {
        throw Failure.unsupported("File");
    }

    /** Makes one. Not supported yet. */
    public File(Comm comm, String name, int count, Info info) throws MPIException {
        throw Failure.unsupported("File");
    }

    /** MPI_FILE_CALL_ERRHANDLER. Not supported yet. */
    public void callErrhandler(int count) throws MPIException {
        throw Failure.unsupported("File.callErrhandler");
    }

    /** MPI_FILE_CLOSE. Not supported yet. */
    public void close() throws MPIException {
        throw Failure.unsupported("File.close");
    }

    /** MPI_FILE_DELETE. Not supported yet. */
    public static void delete(String name, Info info) throws MPIException {
        throw Failure.unsupported("File.delete");
    }

    /** MPI_FILE_DELETE. Not supported yet. */
    public static void delete(String name) throws MPIException {
        throw Failure.unsupported("File.delete");
    }

    /** MPI_FILE_GET_A_MODE. Not supported yet. */
    public int getAMode() throws MPIException {
        throw Failure.unsupported("File.getAMode");
    }

    /** MPI_FILE_GET_ATOMICITY. Not supported yet. */
    public boolean getAtomicity() throws MPIException {
        throw Failure.unsupported("File.getAtomicity");
    }

    /** MPI_FILE_GET_BYTE_OFFSET. Not supported yet. */
    public long getByteOffset(long offset) throws MPIException {
        throw Failure.unsupported("File.getByteOffset");
    }

    /** MPI_FILE_GET_ERRHANDLER. Not supported yet. */
    public Errhandler getErrhandler() throws MPIException {
        throw Failure.unsupported("File.getErrhandler");
    }

    /** MPI_FILE_GET_GROUP. Not supported yet. */
    public Group getGroup() throws MPIException {
        throw Failure.unsupported("File.getGroup");
    }

    /** MPI_FILE_GET_INFO. Not supported yet. */
    public Info getInfo() throws MPIException {
        throw Failure.unsupported("File.getInfo");
    }

    /** MPI_FILE_GET_POSITION. Not supported yet. */
    public long getPosition() throws MPIException {
        throw Failure.unsupported("File.getPosition");
    }

    /** MPI_FILE_GET_POSITION_SHARED. Not supported yet. */
    public long getPositionShared() throws MPIException {
        throw Failure.unsupported("File.getPositionShared");
    }

    /** MPI_FILE_GET_SIZE. Not supported yet. */
    public long getSize() throws MPIException {
        throw Failure.unsupported("File.getSize");
    }

    /** MPI_FILE_GET_TYPE_EXTENT. Not supported yet. */
    public int getTypeExtent(Datatype type) throws MPIException {
        throw Failure.unsupported("File.getTypeExtent");
    }

    /** MPI_FILE_GET_VIEW. Not supported yet. */
    public FileView getView() throws MPIException {
        throw Failure.unsupported("File.getView");
    }

    /** MPI_FILE_I_READ. Not supported yet. */
    public Request iRead(Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iRead");
    }

    /** MPI_FILE_I_READ_ALL. Not supported yet. */
    public Request iReadAll(Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iReadAll");
    }

    /** MPI_FILE_I_READ_AT. Not supported yet. */
    public Request iReadAt(long offset, Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iReadAt");
    }

    /** MPI_FILE_I_READ_AT_ALL. Not supported yet. */
    public Request iReadAtAll(long offset, Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iReadAtAll");
    }

    /** MPI_FILE_I_READ_SHARED. Not supported yet. */
    public Request iReadShared(Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iReadShared");
    }

    /** MPI_FILE_I_WRITE. Not supported yet. */
    public Request iWrite(Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iWrite");
    }

    /** MPI_FILE_I_WRITE_ALL. Not supported yet. */
    public Request iWriteAll(Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iWriteAll");
    }

    /** MPI_FILE_I_WRITE_AT. Not supported yet. */
    public Request iWriteAt(long offset, Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iWriteAt");
    }

    /** MPI_FILE_I_WRITE_AT_ALL. Not supported yet. */
    public Request iWriteAtAll(long offset, Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iWriteAtAll");
    }

    /** MPI_FILE_I_WRITE_SHARED. Not supported yet. */
    public Request iWriteShared(Buffer origin, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.iWriteShared");
    }

    /** MPI_FILE_PREALLOCATE. Not supported yet. */
    public void preallocate(long offset) throws MPIException {
        throw Failure.unsupported("File.preallocate");
    }

    /** MPI_FILE_READ. Not supported yet. */
    public Status read(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.read");
    }

    /** MPI_FILE_READ_ALL. Not supported yet. */
    public Status readAll(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readAll");
    }

    /** MPI_FILE_READ_ALL_BEGIN. Not supported yet. */
    public void readAllBegin(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readAllBegin");
    }

    /** MPI_FILE_READ_ALL_END. Not supported yet. */
    public Status readAllEnd(Object buf) throws MPIException {
        throw Failure.unsupported("File.readAllEnd");
    }

    /** MPI_FILE_READ_AT. Not supported yet. */
    public Status readAt(long offset, Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readAt");
    }

    /** MPI_FILE_READ_AT_ALL. Not supported yet. */
    public Status readAtAll(long offset, Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readAtAll");
    }

    /** MPI_FILE_READ_AT_ALL_BEGIN. Not supported yet. */
    public void readAtAllBegin(long offset, Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readAtAllBegin");
    }

    /** MPI_FILE_READ_AT_ALL_END. Not supported yet. */
    public Status readAtAllEnd(Object buf) throws MPIException {
        throw Failure.unsupported("File.readAtAllEnd");
    }

    /** MPI_FILE_READ_ORDERED. Not supported yet. */
    public Status readOrdered(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readOrdered");
    }

    /** MPI_FILE_READ_ORDERED_BEGIN. Not supported yet. */
    public void readOrderedBegin(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readOrderedBegin");
    }

    /** MPI_FILE_READ_ORDERED_END. Not supported yet. */
    public Status readOrderedEnd(Object buf) throws MPIException {
        throw Failure.unsupported("File.readOrderedEnd");
    }

    /** MPI_FILE_READ_SHARED. Not supported yet. */
    public Status readShared(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.readShared");
    }

    /** MPI_FILE_SEEK. Not supported yet. */
    public void seek(long offset, int count) throws MPIException {
        throw Failure.unsupported("File.seek");
    }

    /** MPI_FILE_SEEK_SHARED. Not supported yet. */
    public void seekShared(long offset, int count) throws MPIException {
        throw Failure.unsupported("File.seekShared");
    }

    /** MPI_FILE_SET_ATOMICITY. Not supported yet. */
    public void setAtomicity(boolean atomicity) throws MPIException {
        throw Failure.unsupported("File.setAtomicity");
    }

    /** MPI_FILE_SET_ERRHANDLER. Not supported yet. */
    public void setErrhandler(Errhandler errhandler) throws MPIException {
        throw Failure.unsupported("File.setErrhandler");
    }

    /** MPI_FILE_SET_INFO. Not supported yet. */
    public void setInfo(Info info) throws MPIException {
        throw Failure.unsupported("File.setInfo");
    }

    /** MPI_FILE_SET_SIZE. Not supported yet. */
    public void setSize(long offset) throws MPIException {
        throw Failure.unsupported("File.setSize");
    }

    /** MPI_FILE_SET_VIEW. Not supported yet. */
    public void setView(long offset, Datatype type, Datatype targetType, String name, Info info) throws MPIException {
        throw Failure.unsupported("File.setView");
    }

    /** MPI_FILE_SET_VIEW. Not supported yet. */
    public void setView(long offset, Datatype type, Datatype targetType, String name) throws MPIException {
        throw Failure.unsupported("File.setView");
    }

    /** MPI_FILE_SYNC. Not supported yet. */
    public void sync() throws MPIException {
        throw Failure.unsupported("File.sync");
    }

    /** MPI_FILE_WRITE. Not supported yet. */
    public Status write(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.write");
    }

    /** MPI_FILE_WRITE_ALL. Not supported yet. */
    public Status writeAll(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeAll");
    }

    /** MPI_FILE_WRITE_ALL_BEGIN. Not supported yet. */
    public void writeAllBegin(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeAllBegin");
    }

    /** MPI_FILE_WRITE_ALL_END. Not supported yet. */
    public Status writeAllEnd(Object buf) throws MPIException {
        throw Failure.unsupported("File.writeAllEnd");
    }

    /** MPI_FILE_WRITE_AT. Not supported yet. */
    public Status writeAt(long offset, Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeAt");
    }

    /** MPI_FILE_WRITE_AT_ALL. Not supported yet. */
    public Status writeAtAll(long offset, Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeAtAll");
    }

    /** MPI_FILE_WRITE_AT_ALL_BEGIN. Not supported yet. */
    public void writeAtAllBegin(long offset, Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeAtAllBegin");
    }

    /** MPI_FILE_WRITE_AT_ALL_END. Not supported yet. */
    public Status writeAtAllEnd(Object buf) throws MPIException {
        throw Failure.unsupported("File.writeAtAllEnd");
    }

    /** MPI_FILE_WRITE_ORDERED. Not supported yet. */
    public Status writeOrdered(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeOrdered");
    }

    /** MPI_FILE_WRITE_ORDERED_BEGIN. Not supported yet. */
    public void writeOrderedBegin(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeOrderedBegin");
    }

    /** MPI_FILE_WRITE_ORDERED_END. Not supported yet. */
    public Status writeOrderedEnd(Object buf) throws MPIException {
        throw Failure.unsupported("File.writeOrderedEnd");
    }

    /** MPI_FILE_WRITE_SHARED. Not supported yet. */
    public Status writeShared(Object buf, int count, Datatype type) throws MPIException {
        throw Failure.unsupported("File.writeShared");
    }
}
