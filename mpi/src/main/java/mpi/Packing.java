package mpi;

import org.tutti.TuttiException;

/** How items become bytes without gaps, and items again. */
public sealed interface Packing permits Comm {
    /** {@return where the next items would begin, behind those that have been packed} MPI standard: 5.2, MPI_PACK. */
    default int pack(Object inbuf, int incount, Datatype type, byte[] outbuf, int position) throws MPIException {
        Comm comm = (Comm) this;
        try {
            comm.core();
            boolean isArray = Buffers.isArray(inbuf, type);
            Object items = isArray ? Buffers.array(inbuf) : Buffers.segment(inbuf, incount, type);
            int first = isArray ? Buffers.offset(inbuf) : 0;
            return (int) Datatype.core(type).pack(items, first, incount, outbuf, position);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return where the next items would begin, behind those that have been unpacked} MPI standard: 5.2, MPI_UNPACK. */
    default int unpack(byte[] inbuf, int position, Object outbuf, int outcount, Datatype type) throws MPIException {
        Comm comm = (Comm) this;
        try {
            comm.core();
            boolean isArray = Buffers.isArray(outbuf, type);
            Object items = isArray ? Buffers.array(outbuf) : Buffers.segment(outbuf, outcount, type);
            int first = isArray ? Buffers.offset(outbuf) : 0;
            return (int) Datatype.core(type).unpack(inbuf, position, items, first, outcount);
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }

    /** {@return how many bytes so many items take} MPI standard: 5.2, MPI_PACK_SIZE. */
    default int packSize(int incount, Datatype type) throws MPIException {
        Comm comm = (Comm) this;
        try {
            comm.core();
            return Numbers.fit(Datatype.core(type).packSize(incount));
        } catch (TuttiException e) {
            throw comm.failed(e);
        }
    }
}
