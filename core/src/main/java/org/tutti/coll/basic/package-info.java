/** Collective operations by one primitive: the general component, which all others may fall back on. */
package org.tutti.coll.basic;
