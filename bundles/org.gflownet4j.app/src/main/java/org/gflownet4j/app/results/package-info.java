/** What a run leaves behind: its folder with tables, metrics, model and report, and the summary in words. */
package org.gflownet4j.app.results;
