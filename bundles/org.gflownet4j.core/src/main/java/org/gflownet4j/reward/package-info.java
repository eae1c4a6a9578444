/** Rewards, always as logarithms. */
package org.gflownet4j.reward;
