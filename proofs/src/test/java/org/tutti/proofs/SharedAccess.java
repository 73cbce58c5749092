package org.tutti.proofs;

import java.util.Map;

/**
 * One place in core's sources at which a shared word is named that is accessed there, or by what is called there.
 *
 * @param word {@code Layout.NAME}; {@link #FENCE} for a full fence
 * @param method the access, a method of {@code Words}
 * @param file the source file
 * @param line at which the statement begins
 */
record SharedAccess(String word, String method, String file, long line) {
    static final String FENCE = "fence";

    /** How the document calls what stores. */
    static final Map<String, String> STORES = Map.of(
            "setPlain",
            "plain",
            "copyIn",
            "plain",
            "copyBlocksIn",
            "plain",
            "setRelease",
            "release",
            "compareAndSet",
            "compare and set");

    /** How the document calls what loads. */
    static final Map<String, String> LOADS =
            Map.of("getPlain", "plain", "copyOut", "plain", "copyBlocksOut", "plain", "getAcquire", "acquire");

    boolean isStore() {
        return STORES.containsKey(method);
    }

    boolean isLoad() {
        return LOADS.containsKey(method);
    }

    boolean isFence() {
        return word.equals(FENCE);
    }

    boolean orders() {
        return !"plain".equals(STORES.getOrDefault(method, LOADS.get(method)));
    }

    String place() {
        return file.substring(file.lastIndexOf('/') + 1) + ":" + line;
    }
}
