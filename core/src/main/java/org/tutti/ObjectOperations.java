package org.tutti;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A communicator's operations on objects, which travel as bytes. An object that cannot be encoded is told before anything is sent. */
abstract class ObjectOperations extends Alltoalls {
    ObjectOperations(Foundation foundation) {
        super(foundation);
    }

    /**
     * {@return a copy of the root's object; at the root the object itself} It travels by {@link ObjectCodec#serialization()}.
     *
     * @param object what the root sends; ignored elsewhere
     * @param root the sending rank
     * @throws TuttiException of class ARG where the object cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> T bcastObject(T object, int root) {
        return bcastObject(object, root, ObjectCodec.serialization());
    }

    /**
     * {@return a copy of the root's object; at the root the object itself}
     *
     * <p>Example: {@code examples/Objects.java}.
     *
     * @param object what the root sends; ignored elsewhere
     * @param root the sending rank
     * @param codec how the object travels, the same on all ranks
     * @throws TuttiException of class ARG where the object cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> T bcastObject(T object, int root, ObjectCodec<T> codec) {
        requireOpen();
        requireRoot(root);
        byte[] bytes = isRoot(root) ? encode(object, codec) : new byte[0];
        int length = bcast(bytes.length, root);
        if (isRoot(root) || isIdle(root)) {
            bcast(bytes, root);
            return object;
        }
        bytes = new byte[length];
        bcast(bytes, root);
        return decode(bytes, codec);
    }

    /**
     * {@return at the root copies of all ranks' objects, in the order of ranks; elsewhere null} They travel by {@link
     * ObjectCodec#serialization()}.
     *
     * @param mine what this rank gives
     * @param root the rank that receives
     * @throws TuttiException of class ARG where an object cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> @Nullable List<T> gatherObjects(T mine, int root) {
        return gatherObjects(mine, root, ObjectCodec.serialization());
    }

    /**
     * {@return at the root copies of all ranks' objects, in the order of ranks; elsewhere null}
     *
     * <p>Example: {@code examples/Objects.java}.
     *
     * @param mine what this rank gives
     * @param root the rank that receives
     * @param codec how objects travel, the same on all ranks
     * @throws TuttiException of class ARG where an object cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> @Nullable List<T> gatherObjects(T mine, int root, ObjectCodec<T> codec) {
        requireOpen();
        requireRoot(root);
        Parts<byte[]> parts = gathervParts(meets(root) ? encode(mine, codec) : new byte[0], root);
        return parts == null ? null : decodeAll(parts, codec);
    }

    /**
     * {@return copies of all ranks' objects, in the order of ranks} They travel by {@link ObjectCodec#serialization()}.
     *
     * @param mine what this rank gives
     * @throws TuttiException of class ARG where an object cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> List<T> allgatherObjects(T mine) {
        return allgatherObjects(mine, ObjectCodec.serialization());
    }

    /**
     * {@return copies of all ranks' objects, in the order of ranks}
     *
     * <p>Example: {@code examples/Objects.java}.
     *
     * @param mine what this rank gives
     * @param codec how objects travel, the same on all ranks
     * @throws TuttiException of class ARG where an object cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> List<T> allgatherObjects(T mine, ObjectCodec<T> codec) {
        requireOpen();
        return decodeAll(allgathervParts(encode(mine, codec)), codec);
    }

    /**
     * {@return a copy of this rank's one of the root's objects} They travel by {@link ObjectCodec#serialization()}.
     *
     * @param all what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     * @throws TuttiException of class ARG or COUNT where objects cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> T scatterObjects(@Nullable List<? extends T> all, int root) {
        return scatterObjects(all, root, ObjectCodec.serialization());
    }

    /**
     * {@return a copy of this rank's one of the root's objects}
     *
     * <p>Example: {@code examples/Objects.java}.
     *
     * @param all what the root deals out, one for each rank; elsewhere it is not looked at
     * @param root the rank that sends
     * @param codec how objects travel, the same on all ranks
     * @throws TuttiException of class ARG or COUNT where objects cannot be sent or received, or when the job has ended
     */
    public <T extends @Nullable Object> T scatterObjects(
            @Nullable List<? extends T> all, int root, ObjectCodec<T> codec) {
        requireOpen();
        requireRoot(root);
        byte[] mine;
        if (isRoot(root)) {
            if (all == null || all.size() != peers) {
                throw sends.notOneEach("", all == null ? -1 : all.size());
            }
            Parts<byte[]> parts = encodeAll(all, codec);
            mine = scatterv(parts.array(), parts.counts(), root);
        } else {
            mine = this.<byte[]>scatterv(null, null, root);
        }
        return meets(root) ? decode(mine, codec) : nothing();
    }

    private <T extends @Nullable Object> Parts<byte[]> encodeAll(List<? extends T> all, ObjectCodec<T> codec) {
        List<byte[]> encoded = new ArrayList<>();
        for (T object : all) {
            encoded.add(encode(object, codec));
        }
        int[] counts = encoded.stream().mapToInt(bytes -> bytes.length).toArray();
        int[] displacements = packed(counts);
        byte[] whole = new byte[(int) total(counts)];
        for (int block = 0; block < counts.length; block++) {
            System.arraycopy(encoded.get(block), 0, whole, displacements[block], counts[block]);
        }
        return new Parts<>(whole, counts, displacements);
    }

    private static <T extends @Nullable Object> List<T> decodeAll(Parts<byte[]> parts, ObjectCodec<T> codec) {
        List<T> all = new ArrayList<>();
        for (int block = 0; block < parts.counts().length; block++) {
            all.add(decode(parts.part(block), codec));
        }
        return all;
    }

    static <T extends @Nullable Object> byte[] encode(T object, ObjectCodec<T> codec) {
        try {
            return codec.encode(object);
        } catch (Exception e) {
            throw new TuttiException(ErrorCode.BAD_OBJECT, "an object cannot be sent: " + e, -1, e);
        }
    }

    static <T extends @Nullable Object> T decode(byte[] bytes, ObjectCodec<T> codec) {
        try {
            return codec.decode(bytes);
        } catch (java.io.InvalidClassException e) {
            throw new TuttiException(
                    ErrorCode.BAD_OBJECT,
                    "an object cannot be read: " + e.getMessage() + "; pass an ObjectCodec that admits it",
                    -1,
                    e);
        } catch (Exception e) {
            throw new TuttiException(ErrorCode.BAD_OBJECT, "an object cannot be read: " + e, -1, e);
        }
    }
}
