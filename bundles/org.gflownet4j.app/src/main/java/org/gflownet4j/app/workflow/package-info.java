/** KNIME workflow directories: read, checked, and run without KNIME. */
package org.gflownet4j.app.workflow;
