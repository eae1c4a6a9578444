package org.knime.core.node.port;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The kind of object at a port. Optional and required types of a class are equal. */
public final class PortType {

    public static final int DEFAULT_COLOR = 0xff9b9b9b;

    private static final String CLASS = "object_class";

    private final Class<? extends PortObject> objectClass;

    private final boolean optional;

    private final String name;

    private final int color;

    private final boolean hidden;

    PortType(final Class<? extends PortObject> objectClass, final boolean optional, final String name, final int color,
            final boolean hidden) {
        this.objectClass = objectClass;
        this.optional = optional;
        this.name = name;
        this.color = color;
        this.hidden = hidden;
    }

    public static Class<? extends PortObjectSpec> getPortObjectSpecClass(final Class<? extends PortObject> type) {
        try {
            return type.getMethod("getSpec").getReturnType().asSubclass(PortObjectSpec.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return objectClass;
    }

    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return getPortObjectSpecClass(objectClass);
    }

    public boolean isOptional() {
        return optional;
    }

    public boolean isHidden() {
        return hidden;
    }

    public boolean isSuperTypeOf(final PortType other) {
        return objectClass.isAssignableFrom(other.objectClass);
    }

    public boolean acceptsPortObject(final PortObject object) {
        return object == null || objectClass.isInstance(object);
    }

    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return spec == null || getPortObjectSpecClass().isInstance(spec);
    }

    public void save(final NodeSettingsWO settings) {
        save((ConfigWO) settings);
    }

    public void save(final ConfigWO settings) {
        settings.addString(CLASS, objectClass.getName());
    }

    public static PortType load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return load((ConfigRO) settings);
    }

    public static PortType load(final ConfigRO settings) throws InvalidSettingsException {
        final String type = settings.getString(CLASS);
        return PortTypeRegistry.getInstance().getObjectClass(type).map(PortTypeRegistry.getInstance()::getPortType)
                .orElseThrow(() -> new InvalidSettingsException(
                        "Unable to restore port type, can't load class \"" + type + "\""));
    }

    @Override
    public boolean equals(final Object object) {
        return object instanceof PortType other && objectClass == other.objectClass;
    }

    @Override
    public int hashCode() {
        return objectClass.hashCode();
    }

    @Override
    public String toString() {
        return "PortType(" + getPortObjectSpecClass().getSimpleName() + "," + objectClass.getSimpleName() + ")";
    }
}
