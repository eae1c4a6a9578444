package org.gflownet4j.knime.operation;

import java.lang.reflect.Constructor;
import java.math.BigDecimal;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Bounds of numbers, stated once: the dialog shows them, and settings from elsewhere are held against them. */
public final class Bound {

    private Bound() {
    }

    /** A lower bound. */
    public abstract static class AtLeast extends MinValidation {
        private final double least;
        private final boolean exclusive;

        /**
         * A lower bound.
         *
         * @param least the least number, or the number that must be exceeded
         * @param exclusive whether it must be exceeded
         */
        protected AtLeast(final double least, final boolean exclusive) {
            this.least = least;
            this.exclusive = exclusive;
        }

        @Override
        protected double getMin() {
            return least;
        }

        @Override
        public boolean isExclusive() {
            return exclusive;
        }
    }

    /** An upper bound. */
    public abstract static class AtMost extends MaxValidation {
        private final double most;
        private final boolean exclusive;

        /**
         * An upper bound.
         *
         * @param most the greatest number, or the number that must not be reached
         * @param exclusive whether it must not be reached
         */
        protected AtMost(final double most, final boolean exclusive) {
            this.most = most;
            this.exclusive = exclusive;
        }

        @Override
        protected double getMax() {
            return most;
        }

        @Override
        public boolean isExclusive() {
            return exclusive;
        }
    }

    /** 1 or more. */
    public static final class AtLeastOne extends AtLeast {
        /** For KNIME. */
        public AtLeastOne() {
            super(1, false);
        }
    }

    /** More than 0. */
    public static final class AboveZero extends AtLeast {
        /** For KNIME. */
        public AboveZero() {
            super(0, true);
        }
    }

    /** 0 or more. */
    public static final class AtLeastZero extends AtLeast {
        /** For KNIME. */
        public AtLeastZero() {
            super(0, false);
        }
    }

    static void check(final String title, final double value, final NumberInputWidget bounds)
            throws InvalidSettingsException {
        if (!Double.isFinite(value)) {
            throw new InvalidSettingsException("\"" + title + "\" must be a finite number, not " + value + ".");
        }
        if (AtLeast.class.isAssignableFrom(bounds.minValidation())) {
            final AtLeast bound = (AtLeast) create(bounds.minValidation());
            if (!(bound.exclusive ? value > bound.least : value >= bound.least)) {
                throw refused(title, bound.exclusive ? "greater than" : "at least", bound.least, value);
            }
        }
        if (AtMost.class.isAssignableFrom(bounds.maxValidation())) {
            final AtMost bound = (AtMost) create(bounds.maxValidation());
            if (!(bound.exclusive ? value < bound.most : value <= bound.most)) {
                throw refused(title, bound.exclusive ? "less than" : "at most", bound.most, value);
            }
        }
    }

    private static InvalidSettingsException refused(final String title, final String relation, final double bound,
            final double value) {
        return new InvalidSettingsException(
                "\"" + title + "\" must be " + relation + " " + text(bound) + ", not " + text(value) + ".");
    }

    private static String text(final double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static Object create(final Class<?> type) {
        try {
            final Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
