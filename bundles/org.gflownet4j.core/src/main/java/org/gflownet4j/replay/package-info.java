/** Objects that are kept to train on them again. */
package org.gflownet4j.replay;
