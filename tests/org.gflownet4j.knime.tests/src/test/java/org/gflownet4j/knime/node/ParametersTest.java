package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.knime.operation.OperationNode;
import org.gflownet4j.knime.operation.OperationParameters;
import org.gflownet4j.operation.Setting;
import org.gflownet4j.operation.SettingsMap;
import org.gflownet4j.operation.TrainingObjective;
import org.gflownet4j.standin.parameters.SavedParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.number.NumberInputWidget;

/** What a dialog offers is what the operation takes: same names, defaults, constants, titles and words. */
class ParametersTest {

    static Stream<OperationNode<?, ?>> nodes() {
        return Nodes.all().stream();
    }

    private static List<Field> fields(final Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()).toList();
    }

    private static RecordComponent[] components(final OperationNode<?, ?> node) {
        return node.operation().defaults().getClass().getRecordComponents();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void theFieldsAreTheSettingsOfTheOperationInTheSameOrder(final OperationNode<?, ?> node) {
        assertEquals(Arrays.stream(components(node)).map(RecordComponent::getName).toList(),
                fields(node.parametersClass()).stream().map(Field::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void theDefaultsAreThoseOfTheOperation(final OperationNode<?, ?> node) {
        assertSettings(node, node.operation().defaults());
    }

    private static <S extends Record> void assertSettings(final OperationNode<?, ?> node, final S defaults) {
        assertEquals(defaults, Nodes.defaults(node).settings(defaults));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void whatOldSettingsLackMeansWhatItMeantThen(final OperationNode<?, ?> node) throws InvalidSettingsException {
        final OperationParameters loaded = SavedParameters.load(node.parametersClass(), new NodeSettings("empty"));
        assertOldSettings(loaded, node.operation().defaults());
    }

    private static <S extends Record> void assertOldSettings(final OperationParameters loaded, final S defaults) {
        assertEquals(SettingsMap.fromSaved(defaults, Map.of()), loaded.settings(defaults));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void everyValueReachesTheOperation(final OperationNode<?, ?> node) throws ReflectiveOperationException {
        for (final Field field : fields(node.parametersClass())) {
            final OperationParameters parameters = Nodes.defaults(node);
            field.setAccessible(true);
            final Object changed = another(field, field.get(parameters));
            if (changed == null) {
                continue;
            }
            field.set(parameters, changed);
            final Record settings = settings(node, parameters);
            final RecordComponent component = Arrays.stream(components(node))
                    .filter(c -> c.getName().equals(field.getName())).findFirst().orElseThrow();
            assertEquals(changed.toString(), component.getAccessor().invoke(settings).toString(), field.getName());
        }
    }

    private static Record settings(final OperationNode<?, ?> node, final OperationParameters parameters) {
        return parameters.settings(node.operation().defaults());
    }

    private static Object another(final Field field, final Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Integer number) {
            return number + 3;
        }
        if (value instanceof Long number) {
            return number + 3;
        }
        if (value instanceof Double number) {
            return number == 0 ? 0.25 : number * 0.75;
        }
        if (value instanceof String text) {
            return text + "XY";
        }
        return Arrays.stream(field.getType().getEnumConstants()).filter(constant -> constant != value).findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void titlesDescriptionsAndConstantsAreThoseOfTheOperation(final OperationNode<?, ?> node) {
        for (final RecordComponent component : components(node)) {
            final Field field = field(node, component.getName());
            final Widget widget = field.getAnnotation(Widget.class);
            final Setting setting = component.getAnnotation(Setting.class);
            assertNotNull(widget, field::toString);
            assertEquals(setting.title(), widget.title());
            assertEquals(setting.description(), widget.description());
            assertEquals(setting.advanced(), isAdvanced(field), () -> setting.title() + " folded away");
            if (field.getType().isEnum()) {
                assertEquals(names(component.getType()), names(field.getType()));
                for (final Object constant : field.getType().getEnumConstants()) {
                    final Label label = label(field.getType(), (Enum<?>) constant);
                    assertFalse(label.value().isBlank());
                    assertTrue(label.description().endsWith("."), () -> constant + " needs a sentence");
                    if (component.getType() == TrainingObjective.class) {
                        final TrainingObjective objective = TrainingObjective.valueOf(((Enum<?>) constant).name());
                        assertEquals(objective.title(), label.value());
                        assertEquals(objective.whenToTake(), label.description());
                    }
                }
            }
        }
    }

    private static boolean isAdvanced(final Field field) {
        final Layout layout = field.getAnnotation(Layout.class);
        return field.isAnnotationPresent(Advanced.class)
                || layout != null && layout.value().isAnnotationPresent(Advanced.class);
    }

    private static Field field(final OperationNode<?, ?> node, final String name) {
        return fields(node.parametersClass()).stream().filter(field -> field.getName().equals(name)).findFirst()
                .orElseThrow();
    }

    private static List<String> names(final Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList();
    }

    private static Label label(final Class<?> type, final Enum<?> constant) {
        try {
            return type.getDeclaredField(constant.name()).getAnnotation(Label.class);
        } catch (final NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void everyNumberHasBoundsOfOursThatTheDefaultMeets(final OperationNode<?, ?> node) {
        assertDoesNotThrow(Nodes.defaults(node)::validate);
        for (final Field field : fields(node.parametersClass())) {
            if (field.getType() == int.class || field.getType() == long.class || field.getType() == double.class) {
                final NumberInputWidget bounds = field.getAnnotation(NumberInputWidget.class);
                assertNotNull(bounds, () -> field.getName() + " has no bounds");
                assertTrue(Bound.AtLeast.class.isAssignableFrom(bounds.minValidation()), field::getName);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNumberOutOfBoundsIsRefusedInASentenceThatNamesTheOption(final OperationNode<?, ?> node)
            throws ReflectiveOperationException {
        for (final Field field : fields(node.parametersClass())) {
            field.setAccessible(true);
            for (final Object value : outside(field)) {
                final OperationParameters parameters = Nodes.defaults(node);
                field.set(parameters, value);
                final InvalidSettingsException refused = assertThrows(InvalidSettingsException.class,
                        parameters::validate, () -> field.getName() + " = " + value);
                final String title = field.getAnnotation(Widget.class).title();
                assertTrue(refused.getMessage().startsWith("\"" + title + "\" must be ") && refused.getMessage()
                        .endsWith("."), refused.getMessage());
            }
        }
    }

    /** Values just beyond the bounds that the dialog states, and such as only a file can hold. */
    private static List<Object> outside(final Field field) {
        final NumberInputWidget bounds = field.getAnnotation(NumberInputWidget.class);
        final List<Object> values = new ArrayList<>();
        if (bounds == null) {
            return values;
        }
        final boolean bounded = Bound.AtMost.class.isAssignableFrom(bounds.maxValidation());
        if (field.getType() == double.class) {
            values.addAll(List.of(-1.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
            if (bounded) {
                values.add(1e9);
            }
        } else if (field.getType() == int.class) {
            values.addAll(List.of(0, Integer.MIN_VALUE));
            if (bounded) {
                values.add(Integer.MAX_VALUE);
            }
        } else {
            values.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE, -(1L << 53), 1L << 53));
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void whatTheBoundsRefuseTheOperationWouldRefuseToo(final OperationNode<?, ?> node) throws Exception {
        // the operation must be safe by itself; seeds are bounded by browsers alone
        for (final Field field : fields(node.parametersClass())) {
            field.setAccessible(true);
            for (final Object value : field.getType() == long.class ? List.of() : outside(field)) {
                final OperationParameters parameters = switchesOn(node);
                field.set(parameters, value);
                assertThrows(IllegalArgumentException.class, () -> SmallRun.of(node, parameters),
                        () -> node.operation().name() + ": " + field.getName() + " = " + value);
            }
        }
    }

    /** With all switches on, so that the numbers behind them count. */
    private static OperationParameters switchesOn(final OperationNode<?, ?> node) throws IllegalAccessException {
        final OperationParameters parameters = Nodes.defaults(node);
        for (final Field field : fields(node.parametersClass())) {
            if (field.getType() == boolean.class) {
                field.setAccessible(true);
                field.set(parameters, true);
            }
        }
        return parameters;
    }
}
