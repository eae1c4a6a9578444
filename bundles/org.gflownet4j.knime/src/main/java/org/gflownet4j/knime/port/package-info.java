/** What passes between nodes beside tables: design spaces, rewards and models, and how KNIME saves them. */
package org.gflownet4j.knime.port;
