/** Nodes as translations of operations: everything that nodes have in common, on KNIME's public API alone. */
package org.gflownet4j.knime.operation;
