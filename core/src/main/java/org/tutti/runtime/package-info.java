/** A job: how its ranks find each other, who they are, and what happens when one of them ends. */
package org.tutti.runtime;
