package org.knime.core.webui.node.dialog.defaultdialog;

import org.knime.core.webui.UIExtension;
import org.knime.core.webui.page.Page;

/** Where KNIME has the page that draws a dialog. */
interface EmptyPage extends UIExtension {

    @Override
    default Page getPage() {
        return Page.create().fromString(() -> "<html></html>").relativePath("dialog.html");
    }
}
