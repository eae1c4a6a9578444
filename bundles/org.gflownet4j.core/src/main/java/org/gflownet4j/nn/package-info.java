/** Networks on flat parameter vectors: layers, activations, optimiser. */
package org.gflownet4j.nn;
