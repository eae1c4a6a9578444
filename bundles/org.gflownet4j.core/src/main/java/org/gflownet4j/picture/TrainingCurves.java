package org.gflownet4j.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.table.Table;

/** The course of training as panels. */
final class TrainingCurves {

    private TrainingCurves() {
    }

    static Figure of(final Table log) {
        final double[] step = log.numbers("step").orElse(new double[0]);
        final Optional<Axis> x = Axis.fromZeroExactly("training step", step);
        final List<Figure.Panel> panels = new ArrayList<>();
        if (x.isPresent()) {
            log.numbers("loss").ifPresent(loss -> Axis.logarithmic("loss", loss)
                    .ifPresent(y -> panels.add(panel(x.get(), y, step, loss))));
            log.numbers("log Z").ifPresent(logZ -> Axis.around("log Z (nats)", logZ)
                    .ifPresent(y -> panels.add(panel(x.get(), y, step, logZ))));
            log.numbers("mean reward").ifPresent(reward -> Axis.fromZero("mean reward", reward)
                    .ifPresent(y -> panels.add(panel(x.get(), y, step, reward))));
        }
        return panels.isEmpty() ? Figure.nothing("the training log", log.rows(), "step", "loss") : Figure.of(panels);
    }

    private static Figure.Panel panel(final Axis x, final Axis y, final double[] step, final double[] values) {
        return new Figure.Panel(x, y, List.of(new Layer.Curve("", Layer.MODEL, step, values, Layer.Look.MEASURED)));
    }
}
