package org.gflownet4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Places the letters of a {@link SequenceLogo} on a drawing: values for the logo's part of the page template. */
final class LogoDrawing {

    private static final int STACKS_PER_LINE = 30;
    private static final double HEIGHT = 200;
    private static final double TOP = 12;
    private static final double LEFT = 72;
    private static final double WIDTH_OF_ALL = 960;
    private static final double WIDEST = 104;
    private static final double NARROWEST = 32;
    /** Between stacks, as a share of their width. */
    private static final double GAP = 0.08;
    /** Outlines of letters are drawn in a square with sides of this length. */
    private static final double OUTLINE = 100;
    /** Letters flatter than this can not be seen. */
    private static final double FLATTEST = 0.4;

    /** Upper ends that the axis may have, in bits. */
    private static final double[] SCALES = {0.25, 0.5, 1, 1.5, 2, 3, 4};

    private final SequenceLogo logo;
    private final Alphabet alphabet;
    private final Properties outlines;
    /** Upper end of the axis in bits. */
    private final double top;

    /**
     * A drawing.
     *
     * @param logo what to draw
     * @param alphabet for the colours
     * @param outlines letter → path in a square of 100 by 100; other letters are set in the reader's font
     */
    LogoDrawing(final SequenceLogo logo, final Alphabet alphabet, final Properties outlines) {
        this.logo = logo;
        this.alphabet = alphabet;
        this.outlines = outlines;
        final double tallest = logo.stacks().stream()
                .mapToDouble(stack -> stack.stream().mapToDouble(SequenceLogo.Letter::bits).sum()).max().orElse(0);
        this.top = Arrays.stream(SCALES).filter(scale -> scale >= tallest && scale < logo.mostBits()).findFirst()
                .orElse(logo.mostBits());
    }

    /** One drawing per line of positions. */
    List<Map<String, Object>> lines() {
        final List<Map<String, Object>> lines = new ArrayList<>();
        final int positions = logo.stacks().size();
        final double pitch = Math.max(NARROWEST, Math.min(WIDEST, WIDTH_OF_ALL / Math.min(positions, STACKS_PER_LINE)));
        for (int first = 0; first < positions; first += STACKS_PER_LINE) {
            lines.add(line(first, Math.min(positions, first + STACKS_PER_LINE), pitch));
        }
        return lines;
    }

    private Map<String, Object> line(final int first, final int end, final double pitch) {
        final Map<String, Object> line = new LinkedHashMap<>();
        line.put("width", number(LEFT + pitch * (end - first) + 4));
        line.put("height", number(TOP + HEIGHT + 28));
        line.put("left", number(LEFT - 6));
        line.put("right", number(LEFT + pitch * (end - first)));
        line.put("middle", number(TOP + HEIGHT / 2));
        line.put("base", number(TOP + HEIGHT));
        line.put("foot", number(TOP + HEIGHT + 20));
        line.put("ticks", List.of(tick(0), tick(top / 2), tick(top)));
        final List<Map<String, Object>> stacks = new ArrayList<>();
        for (int i = first; i < end; i++) {
            stacks.add(stack(i, LEFT + pitch * (i - first), pitch));
        }
        line.put("stacks", stacks);
        return line;
    }

    private Map<String, Object> tick(final double bits) {
        return Map.of("y", number(TOP + HEIGHT * (1 - bits / top)), "label", NumberText.of(bits));
    }

    private Map<String, Object> stack(final int position, final double x, final double pitch) {
        final List<SequenceLogo.Letter> letters = logo.stacks().get(position);
        final List<Map<String, Object>> drawn = new ArrayList<>();
        final double width = pitch * (1 - GAP);
        double bottom = TOP + HEIGHT;
        for (final SequenceLogo.Letter letter : letters) {
            final double height = letter.bits() / top * HEIGHT;
            bottom -= height;
            if (height >= FLATTEST) {
                drawn.add(letter(letter.letter(), x + pitch * GAP / 2, bottom, width, height));
            }
        }
        final String shares = letters.stream().sorted((a, b) -> Double.compare(b.share(), a.share()))
                .map(letter -> letter.letter() + " " + NumberText.percent(letter.share()))
                .collect(Collectors.joining(", "));
        return Map.of("number", position + 1, "center", number(x + pitch / 2), "letters", drawn, "shares", shares);
    }

    private Map<String, Object> letter(final char letter, final double x, final double y, final double width,
            final double height) {
        return Map.of("letter", String.valueOf(letter), "style", alphabet.style(letter), "x", number(x), "y", number(y),
                "widen", number(width / OUTLINE), "heighten", number(height / OUTLINE),
                "outline", outlines.getProperty(String.valueOf(letter), ""));
    }

    private static String number(final double value) {
        return String.format(Locale.ROOT, "%.4f", value).replaceAll("\\.?0+$", "");
    }
}
