/** Matrix products behind one small interface, and the threads that share them out. */
package org.gflownet4j.compute;
