package org.gflownet4j.knime.port;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/** What KNIME's classic user interface shows of a port: its summary, as plain text. */
final class SummaryView {

    private SummaryView() {
    }

    static JComponent[] of(final String name, final String summary) {
        final JTextArea text = new JTextArea(summary);
        text.setEditable(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        final JScrollPane pane = new JScrollPane(text);
        pane.setName(name);
        return new JComponent[]{pane};
    }
}
