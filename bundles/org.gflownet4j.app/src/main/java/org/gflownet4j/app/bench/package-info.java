/** The field's benchmark tasks, with what is known of them exactly, and runs of the engine on them. */
package org.gflownet4j.app.bench;
