/** What a node does, without KNIME: one class per node with its settings record. */
package org.gflownet4j.operation;
