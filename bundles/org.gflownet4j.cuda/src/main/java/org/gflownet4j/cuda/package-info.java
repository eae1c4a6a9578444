/** Compute backend on NVIDIA GPUs, by the cuBLAS bindings that ND4J is built on. */
package org.gflownet4j.cuda;
