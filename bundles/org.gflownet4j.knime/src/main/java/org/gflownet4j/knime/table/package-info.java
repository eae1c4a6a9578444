/** Tables of the operations to and from KNIME's. */
package org.gflownet4j.knime.table;
