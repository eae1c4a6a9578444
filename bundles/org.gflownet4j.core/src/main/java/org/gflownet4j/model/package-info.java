/** What a model port carries and a model file holds. */
package org.gflownet4j.model;
