/** Trajectories, forward and backward. */
package org.gflownet4j.sample;
