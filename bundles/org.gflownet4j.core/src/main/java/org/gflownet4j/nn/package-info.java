/** Networks on flat parameter vectors: layers, activations, optimiser, schedules, clipping. */
package org.gflownet4j.nn;
