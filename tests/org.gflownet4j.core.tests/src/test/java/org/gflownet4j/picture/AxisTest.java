package org.gflownet4j.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.gflownet4j.table.Table;
import org.gflownet4j.table.Table.Column;
import org.gflownet4j.table.Table.Type;
import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void ticksAreRoundNumbersWithinTheAxis() {
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(new Axis("", 0, 1, false), 6));
        assertEquals(List.of("\u22122\u00A0000", "0", "2\u00A0000", "4\u00A0000"),
                labels(new Axis("", -3100, 4200, false), 4));
        assertEquals(List.of("9.15", "9.20"), labels(new Axis("", 9.132, 9.21, false), 2));
        assertEquals(List.of("0", "10\u2076", "2\u00A0\u00D7\u00A010\u2076"), labels(new Axis("", 0, 2.5e6, false), 3));
        assertEquals(List.of("0", "0.5\u00A0\u00D7\u00A010\u207B\u2077", "1.0\u00A0\u00D7\u00A010\u207B\u2077"),
                labels(new Axis("", 0, 1.2e-7, false), 3));
    }

    @Test
    void aLogarithmicAxisHasAsManyRoundTicksAsFit() {
        assertEquals(List.of("0.5", "0.7", "1"), labels(new Axis("", Math.log10(0.4), 0.1, true), 4));
        assertEquals(List.of("0.001", "0.01", "0.1", "1"), labels(new Axis("", -3, 0.2, true), 4));
        assertEquals(List.of("10\u207B\u2078", "10\u207B\u2076", "0.0001", "0.01", "1"),
                labels(new Axis("", -8.5, 1.1, true), 5));
        assertEquals(List.of("10", "10.1", "10.2"),
                labels(new Axis("", Math.log10(9.99), Math.log10(10.21), true), 3));
    }

    @Test
    void axesHaveRoomAndNeverNoLength() {
        final Axis axis = Axis.around("", new double[]{Double.NaN, 2, 4, Double.POSITIVE_INFINITY}).orElseThrow();
        assertEquals(0.1 / 2.2, axis.place(2), 1e-12);
        assertEquals(2.1 / 2.2, axis.place(4), 1e-12);
        assertEquals(0.5, Axis.around("", new double[]{7, 7}).orElseThrow().place(7), 1e-12);
        assertEquals(0.5, Axis.logarithmic("", new double[]{7, 7}).orElseThrow().place(7), 1e-12);
        assertTrue(Axis.around("", new double[]{Double.NaN}).isEmpty());
        assertTrue(Axis.logarithmic("", new double[]{0, -1}).isEmpty());
    }

    @Test
    void aHistogramHasRoundBinsAndCountsEveryDrawOnce() {
        final Table samples = Table.builder(new Column("reward", Type.NUMBER), new Column("times drawn", Type.WHOLE))
                .row(0, 2).row(0.41, 5).row(0.87, 3).row(Double.NaN, 7).build();
        final Table histogram = RewardHistogram.ofDraws(samples);
        final double[] from = histogram.numbers("reward from").orElseThrow();
        final double[] to = histogram.numbers("reward to").orElseThrow();
        final double[] shares = histogram.numbers("samples").orElseThrow();
        assertEquals(44, histogram.rows(), "bins of 0.02 up to 0.88");
        for (int bin = 0; bin < histogram.rows(); bin++) {
            assertEquals(0.02 * bin, from[bin], 1e-12);
            assertEquals(0.02 * (bin + 1), to[bin], 1e-12);
            assertEquals(bin == 0 ? 0.2 : bin == 20 ? 0.5 : bin == 43 ? 0.3 : 0, shares[bin], 1e-12);
        }
    }

    @Test
    void negativeRewardsHaveTheirPlaceInAHistogram() {
        final Table histogram = RewardHistogram.ofDraws(
                Table.builder(new Column("reward", Type.NUMBER)).row(-0.95).row(0.95).row(-0.95).row(0.01).build());
        assertEquals(-0.95, histogram.number(0, 0), 1e-12);
        assertEquals(0.5, histogram.number(0, 2), 1e-12);
        assertEquals(0.95, histogram.number(histogram.rows() - 1, 1), 1e-12);
        assertEquals(0.25, histogram.number(histogram.rows() - 1, 2), 1e-12);
    }

    private static List<String> labels(final Axis axis, final int most) {
        return TickLabels.of(axis, axis.ticks(most));
    }
}
