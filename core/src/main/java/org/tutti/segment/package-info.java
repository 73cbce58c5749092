/** What lies where in shared memory, and who may write it. */
package org.tutti.segment;
