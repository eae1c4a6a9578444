package org.gflownet4j.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.reward.LogReward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The task {@code sehstr} against known facts of its data, which do not come with the product: runs only with
 * {@code -Dgflownet4j.data=FOLDER}.
 */
@EnabledIfSystemProperty(named = "gflownet4j.data", matches = ".+", disabledReason = "needs the benchmark data")
class SehStrFactsTest {

    private static final String NAME = "sehstr";
    private static final double LOG_Z = 17.552393888;
    private static final double GREATEST = 7.03325;
    /** The least prediction among the best 0.05 % of all sequences, which hold the published modes. */
    private static final double LEAST_OF_BEST = 6.69886;

    private final TaskData data = new TaskData(Optional.of(Path.of(System.getProperty("gflownet4j.data"))));
    private final Sequence space;
    private final TreeReward reward;

    SehStrFactsTest() throws IOException {
        final BenchTask task = Tasks.find(NAME,
                new TaskOptions(Optional.empty(), Optional.empty(), OptionalDouble.empty(), data));
        this.space = (Sequence) task.environment();
        this.reward = (TreeReward) task.reward();
    }

    @Test
    void predictionsAreThoseOfThePublishedModel() throws IOException {
        for (final String file : List.of("sehstr/sehstr_testvectors.csv", "sehstr/sehstr_modes.csv")) {
            final List<String> texts = data.texts(file, "seq", "", NAME);
            final double[] expected = data.numbers(file, "gbt_pred", NAME);
            assertTrue(expected.length > 100, file);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], reward.predict(space, texts.get(i)), 1e-6, texts.get(i));
            }
        }
        for (final String mode : data.texts("sehstr/sehstr_modes.csv", "seq", "", NAME)) {
            assertTrue(reward.predict(space, mode) >= LEAST_OF_BEST, mode);
        }
        assertEquals(GREATEST, reward.predict(space, "ag550c"), 1e-5);
    }

    @Test
    void theSumOfAllRewardsIsTheKnownOne() {
        final int letters = space.letters().length();
        final LogReward logReward = reward.on(space);
        final double sum = IntStream.range(0, letters * letters * letters).parallel()
                .mapToDouble(half -> sumOfRewards(logReward, half, letters)).sum();
        assertEquals(LOG_Z, Math.log(sum), 1e-6);
    }

    /** Of all sequences that begin with these three letters. */
    private double sumOfRewards(final LogReward logReward, final int half, final int letters) {
        final int width = space.stateLength();
        final int count = letters * letters * letters;
        final int[] states = new int[count * width];
        for (int i = 0; i < count; i++) {
            final StringBuilder text = new StringBuilder();
            for (final int part : new int[]{half, i}) {
                text.append(space.letters().charAt(part / (letters * letters)))
                        .append(space.letters().charAt(part / letters % letters))
                        .append(space.letters().charAt(part % letters));
            }
            space.parse(text.toString(), states, i * width);
        }
        final double[] results = new double[count];
        logReward.logRewards(states, count, Conditions.none(count), results);
        return IntStream.range(0, count).mapToDouble(i -> Math.exp(results[i])).sum();
    }
}
