package org.knime.core.webui.page;

/** KNIME's page from files of a bundle. The stand-in makes none, since the nodes' pages are strings. */
final class FromFilePage extends Page {

    private FromFilePage(final Resource page) {
        super(page);
    }
}
