/** The nodes: what each says of itself, checks before execution, and lets a user choose. */
package org.gflownet4j.knime.node;
