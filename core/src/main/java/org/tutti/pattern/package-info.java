/** Pure integer mathematics: how a message is cut. */
package org.tutti.pattern;
