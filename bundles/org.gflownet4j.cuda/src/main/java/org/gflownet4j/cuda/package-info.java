/** Compute backend on NVIDIA GPUs, by the cuBLAS bindings that ND4J's CUDA backend uses. */
package org.gflownet4j.cuda;
