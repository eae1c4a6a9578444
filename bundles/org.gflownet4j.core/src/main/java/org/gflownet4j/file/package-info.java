/** Files: written completely or not at all. */
package org.gflownet4j.file;
