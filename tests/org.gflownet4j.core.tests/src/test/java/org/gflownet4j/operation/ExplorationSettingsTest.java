package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.gflownet4j.compute.JavaBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.objective.TrajectoryBalance;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.replay.KnownObjects;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.RewardCost;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Thompson;
import org.gflownet4j.train.Novelty;
import org.gflownet4j.train.Trained;
import org.gflownet4j.train.Trainer;
import org.gflownet4j.train.TrainingProcedure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Learner makes of the settings for exploration, replay and the backward policy's loss. */
class ExplorationSettingsTest {

    private static final LearnerOperation LEARNER = new LearnerOperation();
    private static final Environment GRID = new Hypergrid(2, 8);
    private static final Reward REWARD = new HypergridReward(0.1, 0.5, 2);

    /** {@code key=value key=value}. */
    private static LearnerOperation.Settings settings(final String changes) {
        final Map<String, Object> all = new HashMap<>(
                Map.of("hiddenUnits", 16, "backend", "JAVA", "batchSize", 16, "updates", 20));
        for (final String change : changes.isBlank() ? new String[0] : changes.strip().split(" +")) {
            all.put(change.substring(0, change.indexOf('=')), change.substring(change.indexOf('=') + 1));
        }
        return SettingsMap.fromMap(LEARNER.defaults(), all);
    }

    private static TrainingProcedure procedure(final String changes) {
        final LearnerOperation.Settings settings = settings(changes);
        return LearnerProcedure.of(settings, LearnerProcedure.objective(settings, Training.objective(settings)),
                REWARD.on(GRID), KnownObjects.NONE);
    }

    /** Settings, and the phases that they lead to: source, objective, and what it trains if that is not everything. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"- | fresh objects: trajectory balance",
            "networkNoise=0.5 | objects drawn with noise 0.5 in the network's weights: trajectory balance",
            "localSearch=true | local search: 7 rounds, fading, 4 steps back, better objects accepted: trajectory balance",
            "localSearch=true localSearchRounds=3 localSearchSteps=2 localSearchFades=false "
                    + "localSearchAcceptance=METROPOLIS_HASTINGS | local search: 3 rounds, 2 steps back, accepted by "
                    + "Metropolis–Hastings at inverse temperature 1.0: trajectory balance",
            "rewardNovelty=true | fresh objects: augmented trajectory balance",
            "replay=BEST | objects drawn again: trajectory balance, fresh objects: trajectory balance",
            "replay=NONE | fresh objects: trajectory balance",
            "objective=DETAILED_BALANCE replay=NEWEST | objects drawn again: detailed balance, fresh objects: detailed "
                    + "balance",
            "backwardLoss=PESSIMISTIC | fresh objects: trajectory balance",
            "backwardPolicy=LEARNED backwardLoss=PESSIMISTIC | the last 20 batches: likelihood of the backward policy "
                    + "for P_B, fresh objects: trajectory balance for all else",
            "backwardPolicy=LEARNED backwardLoss=TRAJECTORY_LIKELIHOOD networkNoise=2 | objects drawn with noise 2.0 in "
                    + "the network's weights: likelihood of the backward policy for P_B, the batch before: trajectory "
                    + "balance for all else",
            "backwardPolicy=LEARNED backwardLoss=MAXIMUM_ENTROPY replay=BEST | objects drawn again: trajectory balance "
                    + "for all else, fresh objects: counting of paths for P_B, the batch before: "
                    + "trajectory balance for all else"})
    void eachOptionHasItsPhases(final String changes, final String phases) {
        assertEquals(phases, procedure(changes == null ? "" : changes).phases().stream()
                .map(phase -> phase.source().title() + ": " + phase.objective().title()
                        + (phase.trained() instanceof Trained.Everything ? ""
                                : phase.trained() instanceof Trained.Backward ? " for P_B" : " for all else"))
                .collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @CsvSource({"replay=NEWEST replayCapacity=500, FIRST_IN_FIRST_OUT of 500 objects",
            "replay=BEST, PRIORITISED of 10000 objects",
            "replay=BEST_AND_DIFFERENT replayDistance=2.5, DIVERSE of 10000 objects farther apart than 2.5"})
    void whatIsKeptIsAsChosen(final String changes, final String kept) {
        assertEquals(kept, procedure(changes).replay().orElseThrow().toString());
    }

    @Test
    void explorationAndNoveltyHaveTheirNumbers() {
        assertEquals(new Exploration(0.1, 0.5, 0.25, 2, 0.75),
                LearnerSettings.forTrainer(settings("randomSteps=0.1 temperedShare=0.5 stopBias=2 "
                        + "explorationFadesAt=0.75"), 1, 1).exploration());
        assertEquals(new Exploration(0, 0, 0.25), LearnerSettings.forTrainer(settings(""), 1, 1).exploration());
        assertEquals(new Novelty(0.3, 0.25),
                procedure("rewardNovelty=true noveltyReward=0.3 noveltyFadesAt=0.25").novelty());
        assertEquals(Novelty.NONE, procedure("noveltyReward=0.3").novelty());
        assertEquals(Thompson.of(10), procedure("exploringPolicies=10").thompson());
        assertEquals(Thompson.NONE, procedure("").thompson());
    }

    @Test
    void withTheDefaultsTrainingIsWhatItWasBeforeToTheLastBit() {
        final LearnerOperation.Settings settings = settings("");
        final Policy policy = new Policy(GRID,
                new Architecture(List.of(16, 16), Activation.SILU, BackwardPolicy.UNIFORM, false), 0);
        final Trainer plain = new Trainer(policy, REWARD.on(GRID), TrainingProcedure.onPolicy(new TrajectoryBalance()),
                LearnerSettings.forTrainer(settings, 42, 1), new JavaBackend());
        assertArrayEquals(plain.train(Progress.NONE, state -> {}, Double.POSITIVE_INFINITY).parameters(),
                learn(settings, GRID, REWARD));
    }

    private static float[] learn(final LearnerOperation.Settings settings, final Environment space,
            final Reward reward) {
        return LEARNER.learn(settings, space, reward, Execution.QUIET).model().parameters();
    }

    @ParameterizedTest
    @CsvSource({"randomSteps=0.5", "temperedShare=1", "stopBias=2", "networkNoise=1", "exploringPolicies=3",
            "rewardNovelty=true", "localSearch=true", "replay=NEWEST", "replay=BEST", "replay=BEST_AND_DIFFERENT",
            "backwardPolicy=LEARNED backwardLoss=TRAJECTORY_LIKELIHOOD",
            "backwardPolicy=LEARNED backwardLoss=PESSIMISTIC", "backwardPolicy=LEARNED backwardLoss=MAXIMUM_ENTROPY",
            "replay=BEST rewardNovelty=true localSearch=true stopBias=1 backwardPolicy=LEARNED backwardLoss=PESSIMISTIC",
            "replay=BEST rewardNovelty=true networkNoise=1 backwardPolicy=LEARNED backwardLoss=TRAJECTORY_LIKELIHOOD"})
    void eachOptionIsNoticedByTheModelAndAloneOrTogetherTheyTrain(final String changes) {
        final float[] parameters = learn(settings(changes), GRID, REWARD);
        for (final float parameter : parameters) {
            assertTrue(Float.isFinite(parameter));
        }
        final String backward = changes.contains("LEARNED") ? "backwardPolicy=LEARNED separateTrunks=true" : "";
        assertFalse(Arrays.equals(learn(settings(backward), GRID, REWARD), parameters));
    }

    /** With half of the training left to learn what was found, the model is exact however it explored. */
    @ParameterizedTest
    @CsvSource({"randomSteps=0.3 temperedShare=0.5 stopBias=1 networkNoise=0.5", "rewardNovelty=true",
            "localSearch=true",
            "replay=BEST", "backwardPolicy=LEARNED backwardLoss=TRAJECTORY_LIKELIHOOD"})
    void logPartitionIsThatOfTheRewardAfterEachOfThem(final String changes) {
        final LearnerOperation.Settings settings = settings(changes + " updates=1500 hiddenUnits=32");
        // R0·64 + R1·A² + R2·B², A = 4 and B = 2 columns: 6.4 + 8 + 8 = 22.4
        assertEquals(Math.log(22.4),
                LEARNER.learn(settings, GRID, REWARD, Execution.QUIET).model().logPartition(), 0.02, changes);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"stopBias=-1 | bias against stopping must be 0 to 100",
            "stopBias=NaN | bias against stopping", "networkNoise=101 | noise in the network must be 0 to 100",
            "explorationFadesAt=0 | exploration has faded must be greater than 0 and at most 1",
            "explorationFadesAt=1.5 | exploration has faded",
            "rewardNovelty=true noveltyReward=0 | worth of new objects must be greater than 0",
            "rewardNovelty=true noveltyFadesAt=NaN | reward for new objects has faded",
            "localSearch=true localSearchRounds=0 | rounds of local search must be 1 to 1000000, not 0",
            "localSearch=true localSearchSteps=0 | steps back must be at least 1",
            "replayCapacity=0 | kept for replay must be 1 to 1000000, not 0",
            "replayDistance=0 | distance of kept objects must be greater than 0",
            "randomSteps=1.5 | share of random steps must be 0 to 1, not 1.5",
            "rewardNovelty=true objective=DETAILED_BALANCE | only trajectory balance knows how to count it, and the "
                    + "training objective is detailed balance",
            "exploringPolicies=0 | policies that explore together must be 1 to 100, not 0",
            "exploringPolicies=5 localSearch=true | Local search can not be used with several policies",
            "exploringPolicies=5 objective=FLOW_MATCHING | Flow matching",
            "localSearch=true networkNoise=1 | can not be used together",
            "localSearch=true batchSize=1 | needs at least 2 objects per step",
            "backwardPolicy=LEARNED backwardLoss=PESSIMISTIC objective=FLOW_MATCHING | Flow matching can not be used here"})
    void whatCanNotWorkIsRefusedInASentenceThatSaysWhatToDo(final String changes, final String words) {
        final OperationException refusal = assertThrows(OperationException.class,
                () -> LEARNER.learn(settings(changes), GRID, REWARD, Execution.QUIET));
        assertTrue(refusal.getMessage().contains(words), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith(".") && refusal.resolution().endsWith("."), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"stopBias=1 | building can stop at several sizes",
            "backwardPolicy=LEARNED backwardLoss=PESSIMISTIC | each object can be built in one way only"})
    void soIsWhatTheDesignSpaceDoesNotHave(final String changes, final String words) {
        final Reward flat = new TableReward(new String[]{"AA"}, new double[]{1}, new long[]{1}, 0, 1, 1, 0.1);
        final String refusal = assertThrows(OperationException.class,
                () -> learn(settings(changes), new Sequence("DNA", "ACGT", 2, 2), flat)).getMessage();
        assertTrue(refusal.contains(words), refusal);
    }

    @Test
    void localSearchNamesTheObjectOnWhichASlowRewardFails() {
        final Reward failing = new Reward() {
            @Override
            public LogReward on(final Environment environment) {
                final LogReward reward = (states, count, conditions, result) -> {
                    throw new IllegalStateException("no such receptor");
                };
                return reward.costing(RewardCost.BATCHED);
            }

            @Override
            public String title() {
                return "made for a test";
            }

            @Override
            public Map<String, Object> description() {
                return Map.of();
            }
        };
        final OperationException refusal = assertThrows(OperationException.class,
                () -> learn(settings("localSearch=true"), GRID, failing));
        assertTrue(refusal.getMessage().startsWith("Training stopped at update 1: the reward failed when it was asked "
                + "about ") && refusal.getMessage().contains("no such receptor"), refusal.getMessage());
    }
}
