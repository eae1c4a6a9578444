package org.gflownet4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.jr.ob.JSON;

import org.gflownet4j.table.Table;
import org.gflownet4j.table.Table.Column;
import org.gflownet4j.table.Table.Type;

class ReportTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\"'`\u2028\u2029<!--"
            + "{{title}}{{{data}}}&amp;";
    private static final Column SEQUENCE = new Column("sequence", Type.TEXT);

    @Test
    void hostileTextInObjectsColumnNamesAndSentencesNeverBecomesMarkup() {
        final String page = everything(HOSTILE).html();
        assertFalse(withoutCode(page).contains("<img"), "an image element");
        assertEquals(3, count(page, "<script"), "data, library, charts");
        assertEquals(3, count(page, "</script"), "data, library, charts");
        assertTrue(page.contains("<title>&#60;/script&#62;&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#96;"
                + "&#8232;&#8233;&#60;!--{{title}}{{{data}}}&#38;amp;</title>"),
                "every sign escaped, no gap filled within a text");
    }

    @Test
    void hostileTextReachesTheChartsAsItWas() throws IOException {
        final Map<?, ?> points = (Map<?, ?>) data(everything(HOSTILE).html()).get("points");
        assertEquals(HOSTILE, points.get("objectName"));
        assertEquals(List.of(HOSTILE, "lost"), points.get("objects"));
    }

    @Test
    void thePageIsAsciiSoThatNoEncodingCanSpoilIt() {
        final String page = everything("\u03B2-\u00E9toile \uD83E\uDDEC \u2028").html();
        assertEquals(page, new String(page.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
        assertTrue(page.contains("&#946;-&#233;toile &#129516; &#8232;"), "written by their code points");
    }

    @Test
    void thePageLoadsNothing() {
        final String page = withoutCode(everything("ACGT").html());
        final Matcher references = Pattern.compile("(?i)(src|href|action|@import|url)\\s*[=(]\\s*[\"']?([^\"' >]*)")
                .matcher(page);
        assertTrue(references.find(), "at least the empty icon");
        do {
            assertTrue(references.group(2).startsWith("data:"), references.group());
        } while (references.find());
        assertFalse(page.contains("://"), "an address");
        assertTrue(page.contains("default-src 'none'"), "the browser is told to load nothing, too");
    }

    @Test
    void theBrowserIsAllowedExactlyTheScriptsOfThePage() throws GeneralSecurityException {
        final String page = everything("ACGT").html();
        final Matcher scripts = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        final List<String> fingerprints = new ArrayList<>();
        while (scripts.find()) {
            fingerprints.add("&#39;sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                    .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8))) + "&#39;");
        }
        assertEquals(2, fingerprints.size());
        assertTrue(page.contains("script-src " + String.join(" ", fingerprints) + ";"));
    }

    @Test
    void partsWithoutContentAreLeftOut() {
        final String page = new Report("Nothing yet", "").samples(table(SEQUENCE)).metrics(table(SEQUENCE)).html();
        assertFalse(page.contains("<section"));
        assertFalse(page.contains("<script"), "without charts no scripts");
        assertFalse(page.contains("class=\"card\""));
        assertTrue(page.contains("<h1>Nothing yet</h1>"));
    }

    @Test
    void partsAppearInReadingOrder() {
        final Matcher sections = Pattern.compile("<section id=\"([a-z]+)\"").matcher(everything("ACGT").html());
        final List<String> found = new ArrayList<>();
        while (sections.find()) {
            found.add(sections.group(1));
        }
        assertEquals(List.of("logo", "best", "match", "training", "metrics", "settings", "notes"), found);
    }

    @Test
    void settingsAtTheirDefaultsAreSaidToBe() {
        assertTrue(new Report("", "").settings(List.of()).html().contains("All settings are at their defaults."));
        assertFalse(new Report("", "").html().contains("defaults"), "nothing is said where nothing was given");
    }

    @Test
    void numbersThatAreNotFiniteBecomeNull() throws IOException {
        final Map<String, Object> data = data(everything("ACGT").html());
        final List<Double> withGap = new ArrayList<>();
        withGap.add(null);
        withGap.add(0.5);
        assertEquals(withGap, ((Map<?, ?>) data.get("training")).get("loss"));
        assertEquals(List.of(-1.0, 2), List.of(((List<?>) ((Map<?, ?>) data.get("points")).get("logReward")).get(0),
                ((List<?>) ((Map<?, ?>) data.get("points")).get("logReward")).size()));
    }

    @Test
    void theLineOfAPerfectModelUsesTheExactLogPartitionWhereItIsKnown() throws IOException {
        assertEquals(7.5, ((Map<?, ?>) data(everything("ACGT").html()).get("points")).get("logPartition"));
    }

    @Test
    void logoHeightsAreShareTimesInformation() {
        // Position 1: A three times of four, C once. H = 0.75 log2(4/3) + 0.25 log2 4 = 0.811278 bits, R = 2 - H.
        // Position 2: always G, R = 2. Position 3: each base once, R = 0.
        final SequenceLogo logo = SequenceLogo.of(List.of("AGA", "AGC", "AGG", "CGT"), 4);
        assertEquals(2, logo.mostBits(), 1e-12);
        final SequenceLogo.Letter low = logo.stacks().get(0).get(0);
        final SequenceLogo.Letter high = logo.stacks().get(0).get(1);
        assertEquals('C', low.letter());
        assertEquals(0.25 * 1.188722, low.bits(), 1e-6);
        assertEquals('A', high.letter());
        assertEquals(0.75 * 1.188722, high.bits(), 1e-6);
        assertEquals(List.of(new SequenceLogo.Letter('G', 1, 2)), logo.stacks().get(1));
        logo.stacks().get(2).forEach(letter -> assertEquals(0, letter.bits(), 1e-12));
        assertEquals("AG", logo.consensus().substring(0, 2));
    }

    @Test
    void thereIsALogoOnlyOfSequencesOfOneLength() {
        assertTrue(SequenceLogo.suits(List.of("ACGT", "AAAA")));
        assertFalse(SequenceLogo.suits(List.of("ACGT", "AAA")));
        assertFalse(SequenceLogo.suits(List.of("(1, 2)", "(3, 4)")), "grid positions are no sequences");
        final String letters = "abcdefghijklmnopqrstuvwxyz";
        assertTrue(SequenceLogo.suits(List.of(letters, letters)));
        assertFalse(SequenceLogo.suits(List.of(letters + "0", letters + "0")), "27 letters");
    }

    @Test
    void theBestComeFirstHoweverTheTableIsSorted() {
        final Table samples = table(new Column("name", Type.TEXT), new Column("reward", Type.NUMBER))
                .row("worst", 0.125).row("unknown", Double.NaN).row("best", 0.5).row("middle", 0.25).build();
        final String page = new Report("", "").samples(samples).html();
        final Matcher objects = Pattern
                .compile("<span class=\"plain\">([a-z]+)</span></td><td class=\"number\">([^<]*)").matcher(page);
        final List<String> found = new ArrayList<>();
        while (objects.find()) {
            found.add(objects.group(1) + " " + objects.group(2));
        }
        assertEquals(List.of("best 0.5000", "middle 0.2500", "worst 0.1250", "unknown &#8211;"), found);
    }

    @Test
    void numbersAreRoundedForPeople() {
        assertEquals("0", NumberText.of(0));
        assertEquals("1\u202F234\u202F567", NumberText.of(1_234_567));
        assertEquals("\u22121\u202F235", NumberText.of(-1234.5678));
        assertEquals("0.03123", NumberText.of(0.031234));
        assertEquals("1.23\u202F\u00D7\u202F10\u207B\u2077", NumberText.of(1.234e-7));
        assertEquals("\u2013", NumberText.of(Double.NaN));
        assertEquals("19.6\u202F%", NumberText.percent(0.19556));
        assertEquals("1 in 12\u202F300", NumberText.oneIn(-Math.log(12_345)));
        assertEquals("1 in 1.5", NumberText.oneIn(-Math.log(1.5)));
        assertEquals("1 in 10\u2074\u00B3\u2074", NumberText.oneIn(-1000), "1000 / ln 10 = 434.29");
        assertEquals("never", NumberText.oneIn(Double.NEGATIVE_INFINITY));
    }

    @Test
    void aTemplateWithAnUnknownNameIsRejected() {
        assertThrows(IllegalArgumentException.class, () -> new Template("{{typo}}").fill(Map.of("title", "x")));
        assertThrows(IllegalArgumentException.class, () -> new Template("{{#open}}").fill(Map.of("open", true)));
    }

    /** A report with every part, in which {@code text} stands wherever a text can come from. */
    private static Report everything(final String text) {
        final Table samples = table(new Column(text, Type.TEXT), new Column("reward", Type.NUMBER),
                new Column("log-probability", Type.NUMBER), new Column("times drawn", Type.WHOLE))
                .row(text, 0.5, -3, 2).row("ACGT", Double.NaN, Double.NaN, 1).build();
        final Table points = table(new Column(text, Type.TEXT), new Column("log reward", Type.NUMBER),
                new Column("log-probability", Type.NUMBER)).row(text, -1, -8.5)
                .row("lost", Double.NEGATIVE_INFINITY, Double.NaN).build();
        final Table log = table(new Column("step", Type.WHOLE), new Column("loss", Type.NUMBER),
                new Column("log Z", Type.NUMBER), new Column("mean reward", Type.NUMBER))
                .row(1, Double.POSITIVE_INFINITY, 0, 0.1).row(2, 0.5, 7, 0.2).build();
        final Table distribution = table(new Column("reward from", Type.NUMBER), new Column("reward to", Type.NUMBER),
                new Column("samples", Type.NUMBER), new Column("target", Type.NUMBER),
                new Column("uniform", Type.NUMBER)).row(0, 0.5, 0.25, 0.2, 0.9).row(0.5, 1, 0.75, 0.8, 0.1).build();
        final Table metrics = table(new Column("metric", Type.TEXT), new Column("value", Type.NUMBER),
                new Column("perfect", Type.NUMBER), new Column("meaning", Type.TEXT)).row("log_z_exact", 7.5, 7.5, text)
                .row("log_z", 7.25, 7.5, text).row(text, 1, null, null).build();
        return new Report(text, text).summary(List.of(text)).keyFigures(List.of(new KeyFigure(text, text, text)))
                .samples(samples).points(points).trainingLog(log).distribution(distribution).metrics(metrics)
                .settings(List.of(new ChangedSetting(text, text, text, text))).notes(List.of(text));
    }

    private static Table.Builder table(final Column... columns) {
        return Table.builder(columns);
    }

    private static Table table(final Column column) {
        return Table.builder(column).build();
    }

    private static Map<String, Object> data(final String page) throws IOException {
        final Matcher block = Pattern.compile("<script type=\"application/json\"[^>]*>([^<]*)</script>").matcher(page);
        assertTrue(block.find());
        return JSON.std.mapFrom(block.group(1));
    }

    /** The page without what the library and our own script are made of; the data stay. */
    private static String withoutCode(final String page) {
        return page.replaceAll("(?s)<script>.*?</script>", "");
    }

    private static int count(final String text, final String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }
}
