package org.gflownet4j.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.gflownet4j.table.Table;

/** Log-probability over log reward as a panel. */
final class LogProbabilities {

    /** More dots than this only cover each other. */
    private static final int MOST_DOTS = 10_000;

    private LogProbabilities() {
    }

    static Figure of(final Table points, final OptionalDouble logPartition) {
        final double[] logReward = points.numbers("log reward").orElse(new double[0]);
        final double[] logProbability = points.numbers("log-probability").orElse(new double[0]);
        final double[][] dots = complete(logReward, logProbability);
        final Optional<Axis> x = Axis.around("log reward (nats)", dots[0]);
        final Optional<Axis> y = Axis.around("log-probability (nats)", dots[1]);
        if (x.isEmpty() || y.isEmpty()) {
            return Figure.nothing("the table", points.rows(), "log reward", "log-probability");
        }
        final List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Dots("one object", Layer.MODEL, dots[0], dots[1]));
        if (logPartition.isPresent()) {
            final double[] ends = {x.get().low(), x.get().high()};
            layers.add(new Layer.Curve("perfect model", Layer.PERFECT_LINE, ends,
                    new double[]{ends[0] - logPartition.getAsDouble(), ends[1] - logPartition.getAsDouble()},
                    Layer.Look.SOLID));
        }
        return Figure.of(List.of(new Figure.Panel(x.get(), y.get(), layers)));
    }

    /** Points with both coordinates, evenly thinned: {@code [x, y][point]}. */
    private static double[][] complete(final double[] x, final double[] y) {
        final int rows = Math.min(x.length, y.length);
        int complete = 0;
        final double[][] points = new double[2][rows];
        for (int row = 0; row < rows; row++) {
            if (Axis.canPlace(x[row]) && Axis.canPlace(y[row])) {
                points[0][complete] = x[row];
                points[1][complete++] = y[row];
            }
        }
        final int shown = Math.min(complete, MOST_DOTS);
        final double[][] thinned = new double[2][shown];
        for (int i = 0; i < shown; i++) {
            final int point = (int) ((long) i * complete / shown);
            thinned[0][i] = points[0][point];
            thinned[1][i] = points[1][point];
        }
        return thinned;
    }
}
