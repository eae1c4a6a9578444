package org.knime.node.parameters.widget.choices;

/** A choice that is a constant. */
public record EnumChoice<E extends Enum<E>>(E id, String text) {

    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E constant) {
        try {
            final Label label = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
            final String words = constant.name().toLowerCase().replace('_', ' ');
            return new EnumChoice<>(constant,
                    label == null ? Character.toUpperCase(words.charAt(0)) + words.substring(1) : label.value());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
