/** The framework: what carries out the collective operations of a communicator. */
package org.tutti.coll;
