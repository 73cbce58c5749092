/** Messages between any two ranks: matching, short and long ones, and what goes on while a rank waits. */
package org.tutti.p2p;
