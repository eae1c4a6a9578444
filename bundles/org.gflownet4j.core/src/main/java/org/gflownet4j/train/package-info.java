/** Training procedures and the trainer that runs them. */
package org.gflownet4j.train;
