/** Reports that people look at: self-contained HTML pages of a whole run or of one node, and what they say in words. */
package org.gflownet4j.report;
