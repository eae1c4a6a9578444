/** Random numbers that are a function of their place, not of their history. */
package org.gflownet4j.random;
