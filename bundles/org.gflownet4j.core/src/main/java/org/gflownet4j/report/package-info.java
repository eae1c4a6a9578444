/** Reports that people look at: one self-contained HTML page. */
package org.gflownet4j.report;
