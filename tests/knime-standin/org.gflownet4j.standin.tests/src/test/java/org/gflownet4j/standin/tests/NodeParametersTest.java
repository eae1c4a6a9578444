package org.gflownet4j.standin.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.persistence.legacy.LongAsStringPersistor;

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

        double[] numbers = {1, 2};

        Optional<Integer> maybe = Optional.empty();

        Inner inner = new Inner();

        Inner[] list = {new Inner(), new Inner()};

        @Persist(configKey = "old name")
        int renamed = 3;

        @Persistor(Seed.class)
        String seed = "42";

        Void message;

        private int hidden;
    }

    static final class Seed extends LongAsStringPersistor {

        Seed() {
            super("seed");
        }
    }

    static final class Older implements NodeParameters {

        int first = 1;

        @Migrate(loadDefaultIfAbsent = true)
        int second = 2;

        @Migration(FromText.class)
        int third = 3;
    }

    static final class FromText implements NodeParametersMigration<Integer> {

        @Override
        public List<ConfigMigration<Integer>> getConfigMigrations() {
            return List.of(ConfigMigration.builder(settings -> Integer.parseInt(settings.getString("third text")))
                    .withDeprecatedConfigPath("third text").build());
        }
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
        changed.numbers = new double[]{3};
        changed.maybe = Optional.of(7);
        changed.inner.count = 9;
        changed.list = new Inner[]{changed.inner};
        changed.seed = "-5";
        final All loaded = NodeParametersUtil.loadSettings(saved(changed), All.class);
        assertEquals(saved(changed), saved(loaded));
        assertEquals(Mode.KEEP, loaded.mode);
        assertArrayEquals(new double[]{3}, loaded.numbers);
        assertEquals(9, loaded.list[0].count);
    }

    @Test
    void absentSettingIsAnErrorUnlessItMayBeAbsent() throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        assertThrows(InvalidSettingsException.class, () -> NodeParametersUtil.loadSettings(settings, Older.class));
        settings.addInt("first", 5);
        settings.addString("third text", "6");
        settings.addInt("unknown", 7);
        final Older loaded = NodeParametersUtil.loadSettings(settings, Older.class);
        assertEquals(List.of(5, 2, 6), List.of(loaded.first, loaded.second, loaded.third));
        final Forgiving forgiving = NodeParametersUtil.loadSettings(new NodeSettings("model"), Forgiving.class);
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
        assertEquals(Set.of("shown", "whole", "large", "number", "text", "nothing", "mode", "numbers", "maybe",
                "maybe_is_present", "inner", "list", "old name", "seed"), saved(new All()).keySet());
    }
}
