package org.gflownet4j.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.policy.Policy;

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
        setup.put("parameters", Integer.toString(policy.parameterCount()));
        setup.put("objective", procedure.phases().stream()
                .map(Setup::name)
                .collect(Collectors.joining(", then ")));
        setup.put("updates", Integer.toString(settings.updates()));
        setup.put("batch size", Integer.toString(settings.batchSize()));
        setup.put("optimisation", settings.optimisation().toString());
        setup.put("share of random steps", Double.toString(settings.exploration().randomSteps()));
        if (settings.exploration().temperedShare() > 0) {
            setup.put("tempered objects", settings.exploration().temperedShare() + " at temperature "
                    + settings.exploration().temperature());
        }
        setup.put("time budget in seconds", Double.toString(settings.seconds()));
        setup.put("seed", Long.toString(settings.seed()));
        setup.put("keep the best", Boolean.toString(settings.keepBest()));
        setup.put("steps without improvement that end it",
                settings.stopAtPlateau() ? Integer.toString(settings.plateauSteps()) : "never");
        return setup;
    }

    private static String name(final Phase phase) {
        return name(phase.objective()) + " at target rate " + phase.targetRate()
                + (phase.trained() instanceof Trained.Everything ? "" : " for " + phase.trained())
                + (phase.source() instanceof Record ? " on " + phase.source() : "");
    }

    /** Records say all that they consist of. */
    private static String name(final Objective objective) {
        return objective instanceof Record ? objective.toString() : objective.title();
    }
}
