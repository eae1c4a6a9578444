/** Training objectives: a loss and its derivatives with respect to the few scalars it reads. */
package org.gflownet4j.objective;
