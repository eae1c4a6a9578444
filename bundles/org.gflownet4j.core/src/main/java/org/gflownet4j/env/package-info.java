/** Environments: how objects are built step by step. States are batches of primitive arrays. */
package org.gflownet4j.env;
