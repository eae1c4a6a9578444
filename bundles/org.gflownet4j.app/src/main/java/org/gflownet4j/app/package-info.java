/** The headless application: GFlowNet4J on the command line. */
package org.gflownet4j.app;
