/** Collective operations of a communicator of one rank. */
package org.tutti.coll.self;
