package org.tutti.mutants;

/**
 * A class of tests.
 *
 * @param className its binary name
 */
record Suite(String className) {
    /** {@return its simple name} */
    String name() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** {@return its package} */
    String packageName() {
        return className.substring(0, className.lastIndexOf('.'));
    }
}
