/** Collective operations through shared memory: one file for each operation and shape. */
package org.tutti.coll.sm;
