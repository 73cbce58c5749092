/** The last stop before the hardware: words and payload by offset, reduction kernels, and how to wait. */
package org.tutti.memory;
