/**
 * Pictures of what operations give: complete PNG files, drawn with Java2D, for image ports, reports and papers.
 *
 * <p>
 * Why not a chart library: XChart 3.8.8 (Apache-2.0, 360 kB), the best kept one with a licence that we can ship, was tried
 * on the same tables. It declares a dependency on VectorGraphics2D (LGPL) and PDFBox (4 MB with its own), which would have
 * to be left out and kept out; it puts ticks at 3, 51, 99 instead of round numbers and one label on a logarithmic axis
 * of two decades, loses the last bin of a stepped histogram, and knows neither gaps nor empty data nor axes that
 * several panels share. What it would save is an axis, a polyline and a legend. So these are here, and nothing ships.
 */
package org.gflownet4j.picture;
