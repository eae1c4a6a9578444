package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;

class NodeParametersTest {

    enum Mode {
        KEEP, DROP
    }

    static class Base implements NodeParameters {

        boolean m_shown = true;
    }

    static class Inner implements NodeParameters {

        int count = 2;
    }

    static final class All extends Base {

        static int counter;

        int whole = 1;

        long large = 2;

        double number = 0.5;

        String text = "t";

        String nothing;

        Mode mode = Mode.DROP;

        Inner inner = new Inner();

        private int hidden;
    }

    @LoadDefaultsForAbsentFields
    static final class Forgiving implements NodeParameters {

        int first = 1;

        Mode mode = Mode.KEEP;
    }

    private static NodeSettings saved(final NodeParameters parameters) {
        final NodeSettings settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(parameters.getClass(), parameters, settings);
        return settings;
    }

    /** The file is what KNIME 5.8 writes for the same class. */
    @Test
    void fieldsAreSavedByNameAndType() throws Exception {
        assertEquals(SettingsXmlTest.resource("parameters.xml"), SettingsXmlTest.xml(saved(new All())));
    }

    @Test
    void whatWasSavedIsLoadedAgain() throws Exception {
        final All changed = new All();
        changed.m_shown = false;
        changed.mode = Mode.KEEP;
        changed.inner.count = 9;
        final All loaded = NodeParametersUtil.loadSettings(saved(changed), All.class);
        assertEquals(saved(changed), saved(loaded));
        assertEquals(List.of(Mode.KEEP, 9), List.of(loaded.mode, loaded.inner.count));
    }

    @Test
    void absentSettingIsAnErrorUnlessItMayBeAbsent() throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        assertThrows(InvalidSettingsException.class, () -> NodeParametersUtil.loadSettings(settings, Inner.class));
        final Forgiving forgiving = NodeParametersUtil.loadSettings(settings, Forgiving.class);
        assertEquals(List.of(1, Mode.KEEP), List.of(forgiving.first, forgiving.mode));
    }

    @Test
    void unknownConstantIsAnErrorThatNamesThePossibleOnes() {
        final NodeSettings settings = new NodeSettings("model");
        settings.addString("mode", "LOSE");
        final Exception problem = assertThrows(InvalidSettingsException.class,
                () -> NodeParametersUtil.loadSettings(settings, Forgiving.class));
        assertEquals("Invalid value 'LOSE'. Possible values: KEEP, DROP", problem.getMessage());
    }

    @Test
    void privateAndStaticFieldsAreNotSaved() {
        assertEquals(Set.of("shown", "whole", "large", "number", "text", "nothing", "mode", "inner"),
                saved(new All()).keySet());
    }
}
