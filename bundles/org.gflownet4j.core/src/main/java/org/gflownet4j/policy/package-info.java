/** Forward policy, backward policy, state flow and log Z on one network. */
package org.gflownet4j.policy;
