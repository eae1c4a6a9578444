/** GFlowNet4J: generative flow networks for Java. */
package org.gflownet4j;
