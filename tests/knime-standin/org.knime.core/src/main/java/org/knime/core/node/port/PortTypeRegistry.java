package org.knime.core.node.port;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.gflownet4j.standin.Extensions;
import org.gflownet4j.standin.Extensions.Element;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;

/** The port types of all plug-ins, with their serializers. An unregistered class counts as its closest registered parent. */
public final class PortTypeRegistry {

    private static final String POINT = "org.knime.core.PortType";

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private final Map<Class<? extends PortObject>, PortType> types = new LinkedHashMap<>();

    private final Map<Class<? extends PortObject>, PortType> optionalTypes = new HashMap<>();

    private final Map<String, Registered> registered = new LinkedHashMap<>();

    /** One element of the extension point; what it names is loaded when asked for. */
    private record Registered(Element element) {

        String objectClass() {
            return element.attribute("objectClass");
        }

        String specClass() {
            return element.attribute("specClass");
        }

        @SuppressWarnings("unchecked")
        PortObjectSerializer<PortObject> objectSerializer() {
            return (PortObjectSerializer<PortObject>) element.create("objectSerializer");
        }

        @SuppressWarnings("unchecked")
        PortObjectSpecSerializer<PortObjectSpec> specSerializer() {
            return (PortObjectSpecSerializer<PortObjectSpec>) element.create("specSerializer");
        }
    }

    private PortTypeRegistry() {}

    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    private synchronized Collection<Registered> registered() {
        if (registered.isEmpty()) {
            for (final Element element : Extensions.of(POINT)) {
                final Registered found = new Registered(element);
                registered.putIfAbsent(found.objectClass(), found);
            }
        }
        return registered.values();
    }

    public PortType getPortType(final Class<? extends PortObject> portClass) {
        return getPortType(portClass, false);
    }

    public synchronized PortType getPortType(final Class<? extends PortObject> portClass, final boolean isOptional) {
        if (portClass == null) {
            throw new IllegalArgumentException("Argument must not be null");
        }
        if (!types.containsKey(portClass)) {
            if (portClass == PortObject.class) {
                put(PortObject.class, "Generic Port", PortType.DEFAULT_COLOR, false);
            } else if (portClass == BufferedDataTable.class) {
                put(BufferedDataTable.class, "Table", 0, false);
            } else {
                registered().stream().filter(found -> portClass.getName().equals(found.objectClass())).findFirst()
                        .ifPresentOrElse(found -> put(portClass, found.element()), () -> putLikeParent(portClass));
            }
        }
        return (isOptional ? optionalTypes : types).get(portClass);
    }

    private void put(final Class<? extends PortObject> type, final Element element) {
        final String color = element.attribute("color");
        put(type, element.attribute("name"),
                color == null ? PortType.DEFAULT_COLOR : Integer.parseInt(color.substring(1), 16),
                Boolean.parseBoolean(element.attribute("hidden")));
    }

    private void put(final Class<? extends PortObject> type, final String name, final int color,
            final boolean hidden) {
        final String shown = name == null ? type.getSimpleName() : name;
        types.put(type, new PortType(type, false, shown, color, hidden));
        optionalTypes.put(type, new PortType(type, true, shown, color, hidden));
    }

    private void putLikeParent(final Class<? extends PortObject> type) {
        PortType parent = getPortType(PortObject.class);
        for (final PortType candidate : List.copyOf(availablePortTypes())) {
            if (candidate.getPortObjectClass().isAssignableFrom(type) && parent.isSuperTypeOf(candidate)) {
                parent = candidate;
            }
        }
        types.put(type, parent);
        optionalTypes.put(type, optionalTypes.get(parent.getPortObjectClass()));
    }

    public synchronized Collection<PortType> availablePortTypes() {
        getPortType(PortObject.class);
        getPortType(BufferedDataTable.class);
        for (final Registered found : registered()) {
            getObjectClass(found.objectClass()).ifPresent(type -> getPortType(type));
        }
        return types.values();
    }

    public Optional<Class<? extends PortObject>> getObjectClass(final String className) {
        if (PortObject.class.getName().equals(className)) {
            return Optional.of(PortObject.class);
        }
        if (BufferedDataTable.class.getName().equals(className)) {
            return Optional.of(BufferedDataTable.class);
        }
        final Optional<Class<? extends PortObject>> found = registered().stream()
                .filter(one -> one.objectClass().equals(className)).findFirst()
                .map(one -> one.element().load(className).asSubclass(PortObject.class));
        return found.isPresent() ? found : unregistered(className);
    }

    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String className) {
        if (PortObjectSpec.class.getName().equals(className)) {
            return Optional.of(PortObjectSpec.class);
        }
        if (DataTableSpec.class.getName().equals(className)) {
            return Optional.of(DataTableSpec.class);
        }
        final Optional<Class<? extends PortObjectSpec>> found = registered().stream()
                .filter(one -> one.specClass().equals(className)).findFirst()
                .map(one -> one.element().load(className).asSubclass(PortObjectSpec.class));
        return found.isPresent() ? found : unregistered(className);
    }

    public Optional<PortObjectSerializer<PortObject>> getObjectSerializer(final Class<? extends PortObject> type) {
        final Optional<PortObjectSerializer<PortObject>> found = registered().stream()
                .filter(one -> one.objectClass().equals(type.getName())).findFirst()
                .map(Registered::objectSerializer);
        return found.isPresent() ? found : unregistered(type.getName());
    }

    public Optional<PortObjectSpecSerializer<PortObjectSpec>> getSpecSerializer(
            final Class<? extends PortObjectSpec> type) {
        final Optional<PortObjectSpecSerializer<PortObjectSpec>> found = registered().stream()
                .filter(one -> one.specClass().equals(type.getName())).findFirst().map(Registered::specSerializer);
        return found.isPresent() ? found : unregistered(type.getName());
    }

    /** KNIME has ways around a missing registration for old plug-ins. A new one must not need them. */
    private static <T> Optional<T> unregistered(final String className) {
        NodeLogger.getLogger(PortTypeRegistry.class)
                .coding("'" + className + "' is not registered at extension point '" + POINT + "'");
        return Optional.empty();
    }
}
