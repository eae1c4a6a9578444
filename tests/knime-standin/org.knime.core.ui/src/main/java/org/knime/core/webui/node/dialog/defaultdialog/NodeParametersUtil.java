package org.knime.core.webui.node.dialog.defaultdialog;

import java.lang.reflect.Constructor;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.util.CheckUtils;
import org.gflownet4j.standin.parameters.SavedParameters;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Makes, saves and loads node parameters. */
public final class NodeParametersUtil {

    private NodeParametersUtil() {}

    public static void verifySettings(final Class<? extends NodeParameters> settingsClass) {
        try {
            settingsClass.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            logger().errorWithFormat("Default node settings class %s does not provide a default constructor.",
                    settingsClass.getSimpleName());
        }
    }

    public static <S extends NodeParameters> S createSettings(final Class<S> clazz) {
        try {
            return create(clazz.getDeclaredConstructor());
        } catch (NoSuchMethodException e) {
            logger().error("No default constructor found for class " + clazz.getName(), e);
            return null;
        }
    }

    public static <S extends NodeParameters> S createSettings(final Class<S> clazz, final PortObjectSpec[] specs) {
        final NodeParametersInput context = () -> specs;
        try {
            return create(clazz.getDeclaredConstructor(NodeParametersInput.class), context);
        } catch (NoSuchMethodException e) {
            return createSettings(clazz); // a class need not look at what is connected
        }
    }

    /** {@return null if the constructor throws something, which KNIME puts into the log only} */
    private static <S> S create(final Constructor<S> constructor, final Object... args) {
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(args);
        } catch (ReflectiveOperationException e) {
            logger().error("Failed to instantiate class " + constructor.getDeclaringClass().getName(), e);
            return null;
        }
    }

    public static <S extends NodeParameters> S loadSettings(final NodeSettingsRO settings, final Class<S> clazz)
            throws InvalidSettingsException {
        return SavedParameters.load(clazz, settings);
    }

    public static void saveSettings(final Class<? extends NodeParameters> settingsClass,
            final NodeParameters settingsObject, final NodeSettingsWO settings) {
        CheckUtils.checkArgument(settingsClass.isInstance(settingsObject),
                "The provided settingsObject is not an instance of the provided settingsClass.");
        SavedParameters.save(settingsObject, settings);
    }

    private static NodeLogger logger() {
        return NodeLogger.getLogger(NodeParameters.class);
    }
}
