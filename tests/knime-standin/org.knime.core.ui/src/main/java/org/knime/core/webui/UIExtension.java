package org.knime.core.webui;

import org.knime.core.webui.page.Page;

/** Something shown as a page: a dialog or a view. */
public interface UIExtension {

    Page getPage();
}
