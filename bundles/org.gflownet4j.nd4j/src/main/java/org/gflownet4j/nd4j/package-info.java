/** Compute backend on OpenBLAS, by the JavaCPP bindings that ND4J is built on. */
package org.gflownet4j.nd4j;
