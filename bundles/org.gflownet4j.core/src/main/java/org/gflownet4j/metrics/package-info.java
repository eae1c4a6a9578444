/** How well a sampler matches its target: exact by dynamic programming, or from samples beside their noise floor. */
package org.gflownet4j.metrics;
