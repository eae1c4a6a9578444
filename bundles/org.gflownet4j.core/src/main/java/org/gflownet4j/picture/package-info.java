/**
 * Pictures of what operations give: complete PNG files, drawn with Java2D, for image ports, reports and papers.
 *
 * <p>
 * Why not a chart library: XChart 3.8.8 (Apache-2.0, 360 kB) was tried on the same tables. It draws without its
 * dependencies VectorGraphics2D (LGPL) and PDFBox (4 MB with its own), but these would have to be excluded here and by
 * everyone who uses this library. By default it puts ticks at 3, 51, 99 instead of round numbers, has one label on a
 * logarithmic axis of less than a decade, and needs its data cleaned first, as it refuses empty series and infinite
 * values. Layout of several panels, outlines of histograms, thinning of long curves and what to say without data would
 * be ours in any case. So an axis, a line, dots and a legend are here, too, and nothing more ships.
 */
package org.gflownet4j.picture;
