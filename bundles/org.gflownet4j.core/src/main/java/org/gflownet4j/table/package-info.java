/** A small columnar table for the edges of the library, and CSV. */
package org.gflownet4j.table;
