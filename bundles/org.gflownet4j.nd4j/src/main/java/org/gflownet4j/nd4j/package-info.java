/** Compute backend on the OpenBLAS and the JavaCPP bindings that ND4J ships. */
package org.gflownet4j.nd4j;
