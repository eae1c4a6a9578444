package org.gflownet4j.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.gflownet4j.env.BitSequence;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Construction;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.env.Subset;
import org.gflownet4j.model.RewardFile;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.BitSequenceReward.Measure;
import org.gflownet4j.reward.HypergridReward.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rewards written and read, and which design spaces they fit. */
class RewardsTest {

    static Stream<Reward> rewards() {
        return Stream.of(
                Arrays.stream(Variant.values()).map(variant -> new HypergridReward(variant, 0.25, 0.5, 2)),
                Arrays.stream(Measure.values())
                        .map(measure -> new BitSequenceReward(BitSequenceReward.randomModes(60, 120, 3), measure)),
                Stream.of(new SetReward(0.1, -2, 1 / 3.0), new IsingReward(0.44), table(1), table(10)))
                .flatMap(all -> all);
    }

    private static TableReward table(final double scale) {
        return new TableReward(new String[]{"ACG", "TTT"}, new double[]{0.2, 0.9}, new long[]{1, 2}, 0, 1, 3, 1e-3,
                scale);
    }

    @ParameterizedTest
    @MethodSource("rewards")
    void everyRewardIsReadAsItWasWritten(final Reward reward) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        RewardFile.archive(reward, () -> {}).writeTo(out, () -> {});
        final Reward read = RewardFile.read(new ByteArrayInputStream(out.toByteArray()), key -> Optional.empty());
        assertEquals(reward.getClass(), read.getClass());
        assertEquals(reward.description(), read.description());
        assertEquals(reward.title(), read.title());
        assertEquals(RewardSummary.of(reward), RewardSummary.of(read));
    }

    @Test
    void descriptionsOfOlderVersionsAreStillRead() {
        assertEquals(new HypergridReward(Variant.STANDARD, 0.1, 0.5, 2), Rewards.fromDescription(
                Map.of("kind", "hypergrid", "r0", 0.1, "r1", 0.5, "r2", 2), Rewards.data(new IsingReward(1))));
        // and older versions read what does not need the new keys
        assertFalse(new HypergridReward(0.1, 0.5, 2).description().containsKey("variant"));
        assertFalse(table(1).description().containsKey("scale"));
    }

    @Test
    void hostileDescriptionsAreRefusedInWords() {
        for (final Map<String, ?> hostile : List.<Map<String, ?>>of(Map.of(), Map.of("kind", 7),
                Map.of("kind", "hypergrid", "variant", "wavy", "r0", 1, "r1", 1, "r2", 1),
                Map.of("kind", "hypergrid", "variant", 1, "r0", 1, "r1", 1, "r2", 1), Map.of("kind", "set"),
                Map.of("kind", "set", "energies", List.of("a")), Map.of("kind", "set", "energies", List.of()),
                Map.of("kind", "set", "energies", List.of(Double.NaN)),
                Map.of("kind", "set", "energies", List.of(List.of(1))), Map.of("kind", "ising"),
                Map.of("kind", "ising", "coupling", 1e300), Map.of("kind", "bit-sequence", "measure", "hamming"),
                Map.of("kind", "bit-sequence", "measure", "far", "modes", List.of("01")),
                Map.of("kind", "bit-sequence", "measure", "edit", "modes", List.of(1)),
                Map.of("kind", "bit-sequence", "measure", "edit", "modes", List.of("01", "012")))) {
            final String message = assertThrows(IllegalArgumentException.class,
                    () -> Rewards.fromDescription(hostile, Rewards.data(new IsingReward(1)))).getMessage();
            assertTrue(message.endsWith("."), hostile + ": " + message);
        }
    }

    @Test
    void aScaleMovesEveryLogRewardByItsLogarithm() {
        final Sequence dna = new Sequence("DNA", "ACGT", 3, 3);
        final int[] states = new int[3 * dna.stateLength()];
        dna.parse("TTT", states, 0);
        dna.parse("ACG", states, dna.stateLength());
        dna.parse("GGG", states, 2 * dna.stateLength());
        final double[] log = new double[3];
        table(10).on(dna).logRewards(states, 3, Conditions.none(3), log);
        assertArrayEquals(new double[]{Math.log(10 * Math.pow(0.9, 3)), Math.log(10 * Math.pow(0.2, 3)),
                Math.log(10 * 1e-9)}, log, 1e-12);
        table(1).on(dna).logRewards(states, 3, Conditions.none(3), log);
        assertEquals(3 * Math.log(0.9), log[0], 1e-12);
        // 62 objects are not in the table
        assertEquals(Math.log(10 * (0.729 + 0.008 + 62e-9)), table(10).logPartition(dna).orElseThrow(), 1e-12);
        assertTrue(table(10).title().contains("scale 10"), table(10).title());
        assertThrows(IllegalArgumentException.class, () -> table(0));
        assertThrows(IllegalArgumentException.class, () -> table(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> table(Double.POSITIVE_INFINITY));
    }

    /** A look-up reward reads objects by their text, so the construction makes no difference to it. */
    @ParameterizedTest
    @EnumSource
    void measuredScoresFitSequencesHoweverTheyAreBuilt(final Construction construction) {
        final Sequence dna = new Sequence("DNA", "ACGT", 3, 3, construction);
        final StateSpace space = StateSpace.of(dna, 1000, Progress.NONE).orElseThrow();
        double sum = 0;
        final LogReward reward = table(1).on(dna);
        final double[] log = new double[1];
        for (final int object : space.objects()) {
            reward.logRewards(Arrays.copyOfRange(space.states(), object * dna.stateLength(),
                    (object + 1) * dna.stateLength()), 1, Conditions.none(1), log);
            sum += Math.exp(log[0]);
        }
        assertEquals(table(1).logPartition(dna).orElseThrow(), Math.log(sum), 1e-12);
        assertEquals(Optional.empty(), RewardSummary.of(table(1)).misfit(dna));
        assertTrue(RewardSummary.of(table(1)).misfit(new Sequence("RNA", "ACGU", 3, 3, construction)).orElseThrow()
                .contains("ACGU"));
        assertTrue(RewardSummary.of(table(1)).misfit(new Sequence("DNA", "ACGT", 4, 5, construction)).orElseThrow()
                .contains("4 to 5"));
    }

    @Test
    void theSummaryOfARewardKnowsWhichSpacesItFits() {
        final List<Environment> spaces = List.of(new Hypergrid(2, 8), new BitSequence(120, 8, Construction.APPEND),
                new Subset(3, 2), new Ising(3));
        final List<Reward> rewards = List.of(new HypergridReward(0.1, 0.5, 2),
                new BitSequenceReward(BitSequenceReward.randomModes(2, 120, 1), Measure.EDIT), new SetReward(1, 2, 3),
                new IsingReward(1));
        for (int s = 0; s < spaces.size(); s++) {
            for (int r = 0; r < rewards.size(); r++) {
                assertEquals(s == r, RewardSummary.of(rewards.get(r)).misfit(spaces.get(s)).isEmpty());
            }
        }
        assertTrue(RewardSummary.of(rewards.get(1)).misfit(new BitSequence(64, 8, Construction.SLOTS)).isPresent());
        assertTrue(RewardSummary.of(rewards.get(2)).misfit(new Subset(4, 2)).isPresent());
        assertEquals(Optional.empty(), RewardSummary.of(table(1)).misfit(new Subset(4, 2)), "text may be anything");
    }
}
