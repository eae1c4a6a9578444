package org.gflownet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.gflownet4j.table.Table;
import org.gflownet4j.table.Table.Column;
import org.gflownet4j.table.Table.Type;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.jr.ob.JSON;

class NodePagesTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'<!--{{title}}{{{data}}}";
    private static final char THIN = '\u202F';

    @Test
    void trainingIsToldFromItsLogAlone() {
        // 40 lines; the loss falls tenfold in every ten lines and then stays, the mean reward is 0.1, then 0.4
        final Table.Builder log = log();
        for (int line = 1; line <= 40; line++) {
            log.row(line * 25, line * 1600, line <= 20 ? 100 * Math.pow(10, -line / 10.0) : 1.0,
                    line <= 20 ? line : 9.125,
                    line <= 20 ? 0.1 : 0.4, line * 0.5);
        }
        // medians of the first and last four lines: between 10^1.8 and 10^1.7, and 1
        assertEquals(List.of("During training (1" + THIN + "000 steps on 64" + THIN
                + "000 drawn objects, 20 s), the loss fell "
                + "from about 57 to about 1, and the mean reward of the draws grew from about 0.1 to about 0.4.",
                "The model's estimate of log Z settled at about 9.12."), new TrainingSummary(log.build()).sentences());
    }

    @Test
    void trainingThatEndedTooEarlyIsSaidTo() {
        final Table.Builder log = log();
        for (int line = 1; line <= 40; line++) {
            log.row(line, line, Math.exp(-line / 5.0), line * 0.5, 0.3, 1);
        }
        final List<String> sentences = new TrainingSummary(log.build()).sentences();
        assertTrue(sentences.get(0).endsWith("the mean reward of the draws stayed at about 0.3."), sentences.get(0));
        // the last ten lines rise by nine halves
        assertEquals(
                "The model's estimate of log Z still moved by 4.5 in the last quarter of training and ended at about 19.25.",
                sentences.get(1));
        assertEquals("The loss was still falling at the end, so more training steps will make the model more exact.",
                sentences.get(2));
    }

    @Test
    void samplesAreCountedAsOftenAsTheyWereDrawn() throws IOException {
        final String page = NodePages.samples(samples("ACGT", "TTTT"), List.of("A note."));
        // (0.8 · 3 + 0.4 · 1) / 4
        assertTrue(page
                .contains("2 different objects were drawn, 4 times in all. Their mean reward, each counted as often as "
                        + "it was drawn, is 0.7. The best has the reward 0.8."),
                "in words");
        final Map<?, ?> histogram = (Map<?, ?>) data(page).get("distribution");
        final List<?> shares = (List<?>) histogram.get("samples");
        assertEquals(0.25, shares.get(((List<?>) histogram.get("from")).indexOf(0.4)));
        assertEquals(0.75, shares.get(shares.size() - 1));
        assertEquals(List.of("logo", "best", "match", "notes"), sections(page));
        assertTrue(page.contains("<h2>How good the draws are</h2>"), "without a target there is nothing to compare");
        assertTrue(page.contains("Figures and histogram describe the rows that this page shows"), "of what they are");
    }

    @Test
    void figuresOfAllDrawsAreToldApartFromTheRowsOfTheTable() throws IOException {
        // the table has the two best of three objects
        final DrawFigures draws = DrawFigures.of(new double[]{0.8, 0.4, 0.1}, new double[]{3, 1, 6}, 2);
        final DrawFigures reopened = DrawFigures.of(draws.table()).orElseThrow();
        final String page = NodePages.samples(samples("ACGT", "TTTT"), reopened, List.of());
        // (0.8 · 3 + 0.4 · 1 + 0.1 · 6) / 10
        assertTrue(
                page.contains("Of 10 drawn objects, 3 are different. The mean reward of the draws is 0.34. The table "
                        + "has 2 of them. The best object in the table has the reward 0.8."),
                "in words");
        final Map<?, ?> histogram = (Map<?, ?>) data(page).get("distribution");
        final List<?> shares = (List<?>) histogram.get("samples");
        assertEquals(0.6, shares.get(((List<?>) histogram.get("from")).indexOf(0.1)));
        assertFalse(page.contains("rows that this page shows"), "nothing to warn of");
        assertEquals(page, NodePages.samples(samples("ACGT", "TTTT"), draws, List.of()));
    }

    @Test
    void whereNothingIsKeptTheDrawsAreStillTold() {
        final DrawFigures draws = DrawFigures.of(new double[]{0.5}, new double[]{7}, 0);
        assertTrue(NodePages.samples(Table.builder().build(), draws, List.of()).contains("Of 7 drawn objects, 1 is "
                + "different. The mean reward of the draws is 0.5. None of them is in the table."));
        assertTrue(DrawFigures.of(samples("ACGT", "TTTT")).isEmpty(), "a table of something else");
    }

    @Test
    void anEvaluationBeginsWithTheVerdict() {
        final String page = NodePages.evaluation(metrics("tv", 0.15, "objects", 64, "elbo_gap", 0.02, "log_z", 3,
                "log_z_exact", 3.1, "tv_samples", 0.22, "tv_noise_floor", 0.2, "samples", 10_000), distribution(),
                points("x"),
                List.of("A note."));
        assertTrue(page
                .contains("<p class=\"lead\">The model&#39;s distribution and the target overlap by 85&#8239;% (total "
                        + "variation 0.15, where 0 is perfect, computed over all 64 objects): it draws objects nearly in proportion "
                        + "to their reward.</p>"),
                "the verdict");
        assertEquals(1, page.split("class=\"lead\"").length - 1, "the rest is below the charts");
        assertEquals(List.of("match", "metrics", "notes"), sections(page));
        assertTrue(page.contains("<li>log Z (exact) minus the evidence lower bound is 0.02 nats"), "what it rests on");
        assertTrue(page.indexOf("Counted from") < page.indexOf("A note."));
    }

    @Test
    void samplesAreJudgedByTheNoiseFloor() {
        // of 10 000 samples, chance explains 1.5 / 100 above the floor
        assertTrue(limits("tv", 0.1, "tv_samples", 0.714, "tv_noise_floor", 0.7, "samples", 10_000).get(0)
                .endsWith("Samples alone can not tell this model from a perfect one."));
        assertTrue(limits("tv", 0.1, "tv_samples", 0.716, "tv_noise_floor", 0.7, "samples", 10_000).get(0)
                .endsWith("The model is above it by 0.016, more than chance explains."));
    }

    @Test
    void whatIsNotKnownExactlyIsSaidToBeUnknown() {
        final List<String> limits = limits("log_z", 3, "elbo_samples", 2.5, "elbo_samples_error", 0.01, "samples", 400);
        assertEquals(2, limits.size());
        assertTrue(limits.get(0).startsWith("How far the model is from its target is not known exactly"),
                limits.get(0));
        assertTrue(limits.get(0).endsWith("all figures come from 400 samples."), limits.get(0));
        // standard error 0.01 of a mean of 400 is a standard deviation of 0.2
        assertTrue(limits.get(1).contains("scatters by 0.2 nats"), limits.get(1));
        assertEquals(List.of("From samples, the evidence lower bound of log Z is 2.5; the model puts log Z at 3."),
                new EvaluationSummary(metrics("log_z", 3, "elbo_samples", 2.5)).sentences());
    }

    @Test
    void hostileTextNeverBecomesMarkup() {
        final Table metrics = Table.builder(new Column("metric", Type.TEXT), new Column("value", Type.NUMBER),
                new Column("perfect", Type.NUMBER), new Column("meaning", Type.TEXT)).row(HOSTILE, 1, 1, HOSTILE)
                .build();
        final Table log = Table.builder(new Column(HOSTILE, Type.TEXT), new Column("step", Type.WHOLE),
                new Column("loss", Type.NUMBER)).row(HOSTILE, 1, 0.5).build();
        final List<String> notes = List.of(HOSTILE);
        for (final String page : List.of(NodePages.samples(samples(HOSTILE, "ACGT"), notes),
                NodePages.evaluation(metrics, distribution(), points(HOSTILE), notes),
                NodePages.training(log, notes))) {
            final String withoutCode = page.replaceAll("(?s)<script>.*?</script>", "");
            assertFalse(withoutCode.contains("<img"), "an image element");
            assertEquals(3, page.split("(?i)<script", -1).length - 1, "data, library, charts");
            assertEquals(3, page.split("(?i)</script", -1).length - 1, "data, library, charts");
            assertTrue(page.contains("&#60;img src=x onerror=alert(1)&#62;"), "shown as text");
            assertFalse(withoutCode.contains("://"), "an address");
            assertTrue(page.contains("default-src 'none'"), "no network");
        }
    }

    @Test
    void emptyTablesGiveAPageThatSaysSo() {
        final Table none = Table.builder().build();
        assertTrue(NodePages.training(none, List.of()).contains("The training log has no rows: nothing was trained."));
        assertTrue(NodePages.samples(none, List.of()).contains("The table has no rows: no object was drawn."));
        assertTrue(NodePages.evaluation(none, none, none, List.of())
                .contains("The table of metrics has no rows: nothing was measured."));
        Stream.of(NodePages.training(none, List.of()), NodePages.samples(none, List.of()),
                NodePages.evaluation(none, none, none, List.of()))
                .forEach(page -> assertFalse(page.contains("<script"), "without charts no scripts"));
    }

    @Test
    void columnsMayBeMissing() {
        final Table text = Table.builder(new Column("sequence", Type.TEXT)).row("ACGT").row((Object) null).build();
        assertTrue(NodePages.samples(text, List.of()).contains("2 different objects were drawn, 2 times in all.</p>"));
        assertTrue(NodePages.training(text, List.of()).contains("<h1>Training</h1>"));
        assertTrue(NodePages.evaluation(text, text, text, List.of()).contains("<h1>Evaluation</h1>"));
    }

    private static List<String> limits(final Object... metrics) {
        return new EvaluationSummary(metrics(metrics)).limits();
    }

    private static Table metrics(final Object... namesAndValues) {
        final Table.Builder table = Table.builder(new Column("metric", Type.TEXT), new Column("value", Type.NUMBER),
                new Column("perfect", Type.NUMBER), new Column("meaning", Type.TEXT));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            table.row(namesAndValues[i], namesAndValues[i + 1], null, "");
        }
        return table.build();
    }

    private static Table.Builder log() {
        return Table.builder(new Column("step", Type.WHOLE), new Column("objects drawn", Type.WHOLE),
                new Column("loss", Type.NUMBER), new Column("log Z", Type.NUMBER),
                new Column("mean reward", Type.NUMBER),
                new Column("seconds", Type.NUMBER));
    }

    private static Table samples(final String first, final String second) {
        return Table.builder(new Column("sequence " + first, Type.TEXT), new Column("reward", Type.NUMBER),
                new Column("log-probability", Type.NUMBER), new Column("times drawn", Type.WHOLE))
                .row(first, 0.8, -3, 3).row(second, 0.4, -4, 1).build();
    }

    private static Table distribution() {
        return Table.builder(new Column("reward from", Type.NUMBER), new Column("reward to", Type.NUMBER),
                new Column("samples", Type.NUMBER), new Column("target", Type.NUMBER)).row(0, 1, 1, 1).build();
    }

    private static Table points(final String name) {
        return Table.builder(new Column(name, Type.TEXT), new Column("log reward", Type.NUMBER),
                new Column("log-probability", Type.NUMBER)).row(name, -1, -4).build();
    }

    private static List<String> sections(final String page) {
        final Matcher sections = Pattern.compile("<section id=\"([a-z]+)\"").matcher(page);
        final List<String> found = new ArrayList<>();
        while (sections.find()) {
            found.add(sections.group(1));
        }
        return found;
    }

    private static Map<String, Object> data(final String page) throws IOException {
        final Matcher block = Pattern.compile("<script type=\"application/json\"[^>]*>([^<]*)</script>").matcher(page);
        assertTrue(block.find());
        return JSON.std.mapFrom(block.group(1));
    }
}
