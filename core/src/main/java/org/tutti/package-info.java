/** The API: a world of ranks, its communicators, and the operations that all ranks of one call together. */
package org.tutti;
