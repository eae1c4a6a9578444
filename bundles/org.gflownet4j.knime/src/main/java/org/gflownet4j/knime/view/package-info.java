/**
 * Nodes with a dialog and a view as web pages. The only package that uses what KNIME marks as internal: there is no public way to
 * give a view the data of its node (docs/developer/knime-api.md has the reasons).
 */
package org.gflownet4j.knime.view;
