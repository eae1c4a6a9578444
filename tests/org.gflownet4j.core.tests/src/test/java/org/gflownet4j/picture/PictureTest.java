package org.gflownet4j.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.gflownet4j.table.Table;
import org.gflownet4j.table.Table.Column;
import org.gflownet4j.table.Table.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTest {

    /** A line is three pixels thick. */
    private static final double TOLERANCE = 3;
    /** The tint of orange, 85 of 255, on white. */
    private static final Color ORANGE_AREA = new Color(0xf7dfaa);

    @Test
    void aPictureIsACompletePngOfTheStatedSize() {
        final byte[] png = Picture.trainingCurves(log()).png();
        assertArrayEquals(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, Arrays.copyOf(png, 8));
        assertTrue(new String(png, png.length - 8, 4, StandardCharsets.ISO_8859_1).equals("IEND"), "the last chunk");
        final Pixels pixels = new Pixels(Picture.trainingCurves(log()));
        assertEquals(1200, pixels.image.getWidth());
        assertEquals(700, pixels.image.getHeight());
        assertEquals(0xffffff, pixels.rgb(0, 0), "white ground");
        assertArrayEquals(png, Picture.trainingCurves(log()).png(), "the same picture again");
    }

    @Test
    void trainingCurvesShowLossLogPartitionAndRewardFromTopToBottom() {
        final Pixels pixels = new Pixels(Picture.trainingCurves(log()));
        final List<Pixels.Plot> plots = pixels.plots();
        assertEquals(3, plots.size());
        final Pixels.Plot loss = plots.get(0);
        // 1000 to 10, on a logarithmic axis: in the middle of training, 100 is in the middle of the plot
        assertCurve(pixels, loss, 0.5, 0.5);
        assertCurve(pixels, loss, 0.25, (2.5 - 0.9) / 2.2);
        // log Z rises from 2 to 4, with a twentieth of that as room at both ends
        assertCurve(pixels, plots.get(1), 0.25, (0.5 + 0.1) / 2.2);
        // the mean reward is the square of progress, from 0 to 1.05
        assertCurve(pixels, plots.get(2), 0.5, 0.25 / 1.05);
        assertCurve(pixels, plots.get(2), 0.9, 0.81 / 1.05);
    }

    @Test
    void aCurveIsInterruptedWhereValuesAreNotFinite() {
        final Table.Builder log = Table.builder(new Column("step", Type.WHOLE), new Column("loss", Type.NUMBER));
        for (int step = 0; step <= 100; step++) {
            log.row(step, step < 40 || step > 60 ? 5.0 : step % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY);
        }
        final Pixels pixels = new Pixels(Picture.trainingCurves(log.build()));
        final Pixels.Plot plot = pixels.plots().get(0);
        assertEquals(1, pixels.plots().size(), "columns that are missing have no plot");
        assertEquals(-1, pixels.middle(plot, plot.x(0.5), Layer.MODEL));
        assertCurve(pixels, plot, 0.2, 0.5);
        assertCurve(pixels, plot, 0.8, 0.5);
    }

    @Test
    void aLongCurveKeepsItsSpikes() {
        final Table.Builder log = Table.builder(new Column("step", Type.WHOLE), new Column("mean reward", Type.NUMBER));
        for (int step = 0; step <= 100_000; step++) {
            log.row(step, step == 50_040 ? 1 : 0);
        }
        final Pixels pixels = new Pixels(Picture.trainingCurves(log.build()));
        final Pixels.Plot plot = pixels.plots().get(0);
        final int top = IntStream.rangeClosed(plot.x(0.5) - 2, plot.x(0.5) + 2)
                .flatMap(x -> pixels.rows(plot, x, Layer.MODEL).stream().mapToInt(row -> row)).min().orElseThrow();
        assertEquals(plot.y(1 / 1.05), top, TOLERANCE);
    }

    @Test
    void rewardDistributionsAreComparedOnALogarithmicAxis() {
        final Pixels pixels = new Pixels(Picture.rewardDistribution(distribution(true)));
        final Pixels.Plot plot = pixels.plots().get(0);
        // shares 1, 9, 90 % for the model, 10, 10, 80 % for the target; the axis begins at 0.1 %, the next power of ten
        // below, with a twentieth of log 90 as room above
        final double high = Math.log10(90) * 1.05;
        assertCurve(pixels, plot, 0.5, (1 + Math.log10(9)) / (1 + high));
        assertCurve(pixels, plot, 0.75, (1 + Math.log10(90)) / (1 + high));
        assertEquals(plot.y(2 / (1 + high)), pixels.middle(plot, plot.x(0.1), Layer.PERFECT), TOLERANCE);
        assertEquals(ORANGE_AREA.getRGB() & 0xffffff, pixels.rgb(plot.x(0.11), plot.y(0.2)), "the target is an area");
        assertEquals(0xffffff, pixels.rgb(plot.x(0.11), plot.y(0.9)), "with nothing above");
        assertTrue(pixels.count(Layer.CHANCE) > 100, "chance is a line");
    }

    @Test
    void whatIsNotKnownIsNotDrawn() {
        final Pixels pixels = new Pixels(Picture.rewardDistribution(distribution(false)));
        assertEquals(0, pixels.count(Layer.PERFECT));
        assertEquals(0, pixels.count(Layer.CHANCE));
        assertTrue(pixels.count(Layer.MODEL) > 100);
    }

    @Test
    void anObjectCountsAsOftenAsItWasDrawn() {
        final Table samples = Table.builder(new Column("sequence", Type.TEXT), new Column("reward", Type.NUMBER),
                new Column("times drawn", Type.WHOLE)).row("A", 0.99, 1).row("C", 0.5, Double.NaN)
                .row("G", Double.NaN, 9).row("T", 0.01, 3).build();
        final Pixels pixels = new Pixels(Picture.sampledRewards(samples));
        final Pixels.Plot plot = pixels.plots().get(0);
        // bins of 0.02; three of four draws lie in the first, one in the last
        assertCurve(pixels, plot, 0.01, 1 / 1.05);
        assertCurve(pixels, plot, 0.99, 1 / 3.0 / 1.05);
    }

    @Test
    void dotsLieWhereRewardAndProbabilitySay() {
        final Table points = points().row("A", -4, -10).row("B", 0, -10).row("C", -1, -14).row("lost",
                Double.NEGATIVE_INFINITY, -12).row("lost", -2, Double.NaN).build();
        final Pixels pixels = new Pixels(Picture.logProbabilities(points, OptionalDouble.of(11)));
        final Pixels.Plot plot = pixels.plots().get(0);
        // each axis is 4 long, with 0.2 as room at both ends
        assertTrue(new Color(pixels.rgb(plot.x(3.2 / 4.4), plot.y(0.2 / 4.4))).getRed() < 200,
                "a dot at log reward -1, log-probability -14");
        assertTrue(new Color(pixels.rgb(plot.x(0.2 / 4.4), plot.y(3.2 / 4.4))).getRed() > 200,
                "none where the axes are swapped");
        // the line log R - 11 meets log reward -2 at -13
        assertEquals(plot.y(1.2 / 4.4), pixels.middle(plot, plot.x(2.2 / 4.4), Layer.PERFECT_LINE), TOLERANCE);
        assertEquals(0, new Pixels(Picture.logProbabilities(points, OptionalDouble.empty())).count(Layer.PERFECT_LINE));
    }

    @Test
    void manyDotsAreThinnedEvenly() {
        final Table.Builder points = points();
        for (int i = 0; i < 100_000; i++) {
            points.row("x", i, i);
        }
        final double[] x = LogProbabilities.of(points.build(), OptionalDouble.empty()).panels().get(0).layers().get(0)
                .x();
        assertEquals(10_000, x.length);
        assertEquals(50_000, x[5000]);
    }

    static Stream<Picture> picturesOfNothing() {
        final Table none = Table.builder().build();
        final Table infinite = Table.builder(new Column("step", Type.WHOLE), new Column("loss", Type.NUMBER),
                new Column("reward", Type.NUMBER), new Column("log reward", Type.NUMBER),
                new Column("log-probability", Type.NUMBER)).row(1, Double.NaN, Double.POSITIVE_INFINITY, 1, null)
                .build();
        final Table texts = Table.builder(new Column("step", Type.TEXT), new Column("reward", Type.TEXT),
                new Column("reward from", Type.TEXT)).row("1", "2", "3").build();
        return Stream.of(none, infinite, texts, points().build()).flatMap(table -> Stream.of(
                Picture.trainingCurves(table), Picture.rewardDistribution(table), Picture.sampledRewards(table),
                Picture.logProbabilities(table, OptionalDouble.of(1))));
    }

    @ParameterizedTest
    @MethodSource("picturesOfNothing")
    void aTableWithoutAnythingToShowGivesASentence(final Picture picture) {
        final Pixels pixels = new Pixels(picture);
        assertEquals(List.of(), pixels.plots());
        assertTrue(pixels.count(Drawing.QUIET) > 200, "a sentence");
    }

    @Test
    void theSentenceSaysWhatIsMissing() {
        assertEquals("There is nothing to show: the training log has no rows.",
                TrainingCurves.of(Table.builder().build()).nothing());
        assertEquals("There is nothing to show: in the table, no row has finite numbers for \u201Clog reward\u201D and "
                + "\u201Clog-probability\u201D.",
                LogProbabilities.of(points().row("A", null, 1).build(),
                        OptionalDouble.empty()).nothing());
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void extremeValuesGiveAPicture(final double extreme) {
        final Table log = Table.builder(new Column("step", Type.NUMBER), new Column("loss", Type.NUMBER),
                new Column("mean reward", Type.NUMBER)).row(0, 1, 1).row(1, extreme, extreme).row(extreme, 1, 1)
                .build();
        assertTrue(new Pixels(Picture.trainingCurves(log)).count(Layer.MODEL) > 10);
        final Table samples = Table.builder(new Column("reward", Type.NUMBER)).row(extreme).row(1).build();
        assertTrue(new Pixels(Picture.sampledRewards(samples)).count(Layer.MODEL) > 10);
        final Table alone = points().row("A", extreme, extreme).row("B", 0, 0).build();
        assertEquals(1, new Pixels(Picture.logProbabilities(alone, OptionalDouble.of(extreme))).plots().size());
    }

    static double[] extremes() {
        return new double[]{0, -1, 1e-320, 1e-100, 1e99, -1e99, 1e300, -Double.MAX_VALUE, Double.MIN_VALUE, 1 + 1e-15};
    }

    @Test
    void aPictureHasATitle() {
        assertEquals("Object by object", Picture.logProbabilities(points().build(), OptionalDouble.empty()).title());
    }

    private static void assertCurve(final Pixels pixels, final Pixels.Plot plot, final double x, final double y) {
        assertEquals(plot.y(y), pixels.middle(plot, plot.x(x), Layer.MODEL), TOLERANCE, "at x " + x);
    }

    private static Table.Builder points() {
        return Table.builder(new Column("name", Type.TEXT), new Column("log reward", Type.NUMBER),
                new Column("log-probability", Type.NUMBER));
    }

    private static Table log() {
        final Table.Builder log = Table.builder(new Column("step", Type.WHOLE), new Column("loss", Type.NUMBER),
                new Column("log Z", Type.NUMBER), new Column("mean reward", Type.NUMBER));
        for (int step = 0; step <= 100; step++) {
            final double progress = step / 100.0;
            log.row(step, Math.pow(10, 3 - 2 * progress), 2 + 2 * progress, progress * progress);
        }
        return log.build();
    }

    private static Table distribution(final boolean known) {
        final Table.Builder table = Table.builder(new Column("reward from", Type.NUMBER),
                new Column("reward to", Type.NUMBER), new Column("samples", Type.NUMBER),
                new Column("target", Type.NUMBER), new Column("uniform", Type.NUMBER));
        final double[][] shares = {{0.01, 0.1, 0.9}, {0.09, 0.1, 0.09}, {0.9, 0.8, 0.01}};
        for (int bin = 0; bin < shares.length; bin++) {
            table.row(bin, bin + 1, shares[bin][0], known ? shares[bin][1] : null, known ? shares[bin][2] : null);
        }
        return table.build();
    }
}
