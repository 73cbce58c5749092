package org.tutti.launcher.bench;

/**
 * Who is measured: an engine, with what its elements are in.
 *
 * @param engine what tables call the engine
 * @param buffers what the elements are in
 */
record Contender(String engine, BufferKind buffers) {
    /** {@return whether it is somebody to be beaten: neither Tutti nor the machine itself} */
    boolean isPeer() {
        return buffers == BufferKind.MALLOC;
    }

    /** {@return whether it is Tutti} */
    boolean isTutti() {
        return buffers != BufferKind.MALLOC && buffers != BufferKind.FLOOR;
    }
}
