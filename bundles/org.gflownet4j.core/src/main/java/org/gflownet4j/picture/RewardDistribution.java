package org.gflownet4j.picture;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.table.Table;

/** Shares of the draws per range of rewards as a panel. */
final class RewardDistribution {

    private static final double PERCENT = 100;
    private static final int MOST_PANELS = 6;

    private RewardDistribution() {
    }

    /** Samples, and where they are known target and uniform sampling, on a logarithmic axis: good objects are rare. */
    static Figure compared(final Table distribution) {
        final List<Layer> layers = new ArrayList<>();
        outline(distribution, "target", "perfect model", Layer.PERFECT, Layer.Look.FILLED).ifPresent(layers::add);
        outline(distribution, "uniform", "blind chance", Layer.CHANCE, Layer.Look.DASHED).ifPresent(layers::add);
        final Optional<Layer> model = outline(distribution, "samples", "this model", Layer.MODEL,
                layers.isEmpty() ? Layer.Look.FILLED : Layer.Look.SOLID);
        if (model.isEmpty()) {
            return Figure.nothing("the table", distribution.rows(), "reward from", "reward to", "samples");
        }
        layers.add(model.get());
        return figure(layers, Axis.powersOfTen("share of the draws (%)",
                layers.stream().flatMapToDouble(layer -> Arrays.stream(layer.y())).toArray()));
    }

    /** Samples alone. */
    static Figure alone(final Table histogram) {
        return outline(histogram, "samples", "", Layer.MODEL, Layer.Look.FILLED)
                .map(model -> figure(List.of(model), Axis.fromZero("share of the draws (%)", model.y())))
                .orElse(Figure.nothing("the table holds no object with a finite reward that was drawn."));
    }

    /** One panel for each, the first at the top; empty ones are left out. */
    static Figure sideBySide(final List<String> names, final List<Table> histograms) {
        final List<Layer> layers = new ArrayList<>();
        final List<String> titles = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_PANELS, histograms.size()); i++) {
            final String title = names.get(i) + " (%)";
            outline(histograms.get(i), "samples", "", Layer.MODEL, Layer.Look.FILLED).ifPresent(layer -> {
                layers.add(layer);
                titles.add(title);
            });
        }
        final Optional<Axis> x = Axis.exactly("reward",
                layers.stream().flatMapToDouble(layer -> Arrays.stream(layer.x())).toArray());
        if (x.isEmpty()) {
            return Figure.nothing("no object was drawn.");
        }
        return Figure.of(IntStream.range(0, layers.size()).mapToObj(i -> new Figure.Panel(x.get(),
                Axis.fromZero(titles.get(i), layers.get(i).y()).orElseThrow(), List.of(layers.get(i)))).toList());
    }

    private static Figure figure(final List<Layer> layers, final Optional<Axis> y) {
        final Optional<Axis> x = Axis.exactly("reward", layers.get(0).x());
        return x.isEmpty() || y.isEmpty() ? Figure.nothing("no object was drawn.")
                : Figure.of(List.of(new Figure.Panel(x.get(), y.get(), layers)));
    }

    /** The outline of a histogram, in per cent; nothing if columns are missing or hold no finite number. */
    private static Optional<Layer> outline(final Table table, final String column, final String name, final Color color,
            final Layer.Look look) {
        final double[] from = table.numbers("reward from").orElse(new double[0]);
        final double[] to = table.numbers("reward to").orElse(new double[0]);
        final double[] shares = table.numbers(column).orElse(new double[0]);
        final int bins = Math.min(shares.length, Math.min(from.length, to.length));
        final double[] x = new double[2 * bins];
        final double[] y = new double[2 * bins];
        boolean any = false;
        for (int bin = 0; bin < bins; bin++) {
            x[2 * bin] = from[bin];
            x[2 * bin + 1] = to[bin];
            y[2 * bin] = PERCENT * shares[bin];
            y[2 * bin + 1] = PERCENT * shares[bin];
            any |= Axis.canPlace(from[bin]) && Axis.canPlace(to[bin]) && Axis.canPlace(shares[bin]);
        }
        return any ? Optional.of(new Layer.Curve(name, color, x, y, look)) : Optional.empty();
    }
}
