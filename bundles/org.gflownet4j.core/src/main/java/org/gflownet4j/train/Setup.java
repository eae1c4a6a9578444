package org.gflownet4j.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.sample.Exploration;

/** What a run has to go on with for the result to be the same: all that it was started with, except for the threads. */
final class Setup {

    private Setup() {
    }

    /** Name → value, both as a user reads them. */
    static Map<String, String> of(final Policy policy, final TrainingProcedure procedure,
            final TrainerSettings settings) {
        final Map<String, String> setup = new LinkedHashMap<>();
        final Environment space = policy.environment();
        setup.put("design space", space.title() + " (" + space.features() + " features, " + space.forwardActions()
                + " actions)");
        setup.put("network", policy.architecture().toString());
        policy.temperature().ifPresent(input -> setup.put("inverse temperature as an input", input.toString()));
        procedure.temperatures().ifPresent(given -> setup.put("inverse temperatures", given.toString()));
        setup.put("parameters", Integer.toString(policy.parameterCount()));
        setup.put("objective", procedure.phases().stream()
                .map(Setup::name)
                .collect(Collectors.joining(", then ")));
        if (procedure.novelty().weight() > 0) {
            setup.put("reward for novelty", procedure.novelty().toString());
        }
        if (!procedure.thompson().isNone()) {
            setup.put("policies that explore", procedure.thompson().toString());
        }
        setup.put("updates", Integer.toString(settings.updates()));
        setup.put("batch size", Integer.toString(settings.batchSize()));
        setup.put("optimisation", settings.optimisation().toString());
        setup.put("share of random steps", Double.toString(settings.exploration().randomSteps()));
        if (settings.exploration().temperedShare() > 0) {
            setup.put("tempered objects", settings.exploration().temperedShare() + " at temperature "
                    + settings.exploration().temperature());
        }
        // what is not used is left out, so that older checkpoints can be resumed
        if (settings.exploration().stopBias() > 0) {
            setup.put("bias against stopping", Double.toString(settings.exploration().stopBias()));
        }
        if (Double.compare(settings.exploration().fadesAt(), Exploration.FADES_AT) != 0) {
            setup.put("share of training at which exploration has faded",
                    Double.toString(settings.exploration().fadesAt()));
        }
        if (!procedure.phases().stream().allMatch(phase -> phase.source().isOnPolicy())) {
            setup.put("source of objects", procedure.phases().stream().map(phase -> phase.source().title())
                    .collect(Collectors.joining(", then ")));
        }
        setup.put("time budget in seconds", Double.toString(settings.seconds()));
        setup.put("seed", Long.toString(settings.seed()));
        setup.put("keep the best", Boolean.toString(settings.keepBest()));
        setup.put("steps without improvement that end it",
                settings.stopAtPlateau() ? Integer.toString(settings.plateauSteps()) : "never");
        procedure.replay().ifPresent(replay -> setup.put("replay", replay.toString()));
        return setup;
    }

    private static String name(final Phase phase) {
        return name(phase.objective()) + " at target rate " + phase.targetRate()
                + (phase.trained() instanceof Trained.Everything ? "" : " for " + phase.trained());
    }

    /** Records say all that they consist of. */
    private static String name(final Objective objective) {
        return objective instanceof Record ? objective.toString() : objective.title();
    }
}
