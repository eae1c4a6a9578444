package org.gflownet4j.app;

import java.util.Map;

import org.gflownet4j.operation.LearnerOperation;

import picocli.CommandLine.Option;

/** Options of {@code gflownet bench} that say how training leaves the policy's own ways, and what it keeps to learn from it again. */
final class ExplorationOptions {

    private static final Map<String, String> ACCEPTANCES = Map.of("better", "BETTER", "mh", "METROPOLIS_HASTINGS");
    private static final Map<String, String> REPLAYS = Map.of("none", "NONE", "newest", "NEWEST", "best", "BEST",
            "different", "BEST_AND_DIFFERENT");

    @Option(names = "--epsilon", paramLabel = "NUMBER", description = "Share of random steps at the start.")
    private Double epsilon;

    @Option(names = "--tempered", paramLabel = "NUMBER", description = "Share of tempered trajectories at the start: "
            + "steps drawn from P_F^(1/T).")
    private Double tempered;

    @Option(names = "--temperature", paramLabel = "NUMBER", description = "T of these (default: 0.25).")
    private Double temperature;

    @Option(names = "--stop-bias", paramLabel = "NUMBER",
            description = "Subtracted from the logit of the stop action at "
                    + "the start, in nats.")
    private Double stopBias;

    @Option(names = "--noise", paramLabel = "NUMBER",
            description = "Noise in the weights of the last layer at the start, "
                    + "while trajectories are drawn.")
    private Double noise;

    @Option(names = "--policies", paramLabel = "N", description = "Heads for P_F that explore together (Thompson "
            + "sampling; default: 1).")
    private Integer policies;

    @Option(names = "--fade", paramLabel = "SHARE", description = "Share of training after which exploration has faded "
            + "(default: 0.5).")
    private Double fade;

    @Option(names = "--novelty", paramLabel = "NUMBER", description = "Reward for wholly new states at the start "
            + "(GAFlowNet); of tb.")
    private Double novelty;

    @Option(names = "--novelty-fade", paramLabel = "SHARE",
            description = "Share of training after which that has faded "
                    + "(default: 0.5).")
    private Double noveltyFade;

    @Option(names = "--local-search", paramLabel = "ROUNDS",
            description = "Take trajectories apart and rebuild them so "
                    + "often (LS-GFN).")
    private Integer localSearch;

    @Option(names = "--steps-back", paramLabel = "N", description = "Steps that are taken back at most (default: 4).")
    private Integer stepsBack;

    @Option(names = "--acceptance", paramLabel = "NAME",
            description = "The search goes on from better objects (default) "
                    + "or as Metropolis and Hastings say (mh).")
    private String acceptance;

    @Option(names = "--search-to-end", description = "As many rounds to the end of training, instead of fewer as "
            + "exploration fades.")
    private boolean searchToEnd;

    @Option(names = "--replay", paramLabel = "NAME",
            description = "Train on kept objects, too: newest, best, different "
                    + "(the best that differ) or none (default).")
    private String replay;

    @Option(names = "--kept", paramLabel = "N", description = "Objects kept at most (default: 10000).")
    private Integer kept;

    @Option(names = "--kept-distance", paramLabel = "NUMBER", description = "Of different: objects of about the same "
            + "reward are farther apart (default: 1).")
    private Double keptDistance;

    /** Adds what was given to the Learner's settings. */
    void addTo(final Overrides<LearnerOperation.Settings> settings, final OptionNames names) {
        settings.with("randomSteps", epsilon).with("temperedShare", tempered).with("temperedTemperature", temperature)
                .with("stopBias", stopBias).with("networkNoise", noise).with("exploringPolicies", policies)
                .with("explorationFadesAt", fade)
                .with("rewardNovelty", novelty != null).with("noveltyReward", novelty)
                .with("noveltyFadesAt", noveltyFade)
                .with("localSearch", localSearch != null).with("localSearchRounds", localSearch)
                .with("localSearchSteps", stepsBack)
                .with("localSearchAcceptance", names.translated("acceptance", acceptance, ACCEPTANCES))
                .with("localSearchFades", !searchToEnd)
                .with("replay", names.translated("replay", replay, REPLAYS)).with("replayCapacity", kept)
                .with("replayDistance", keptDistance);
    }
}
