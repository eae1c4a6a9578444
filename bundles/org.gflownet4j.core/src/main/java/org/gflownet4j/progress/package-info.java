/** Progress and cancel. */
package org.gflownet4j.progress;
