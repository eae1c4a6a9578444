package org.gflownet4j.knime.node;

import java.util.Arrays;

import org.gflownet4j.env.Environment;
import org.gflownet4j.knime.port.DesignSpacePortObjectSpec;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;

/** What the dialog of the Learner lets choose from lists, each with when to take it. */
final class LearnerChoices {

    private LearnerChoices() {
    }

    enum TrainingObjective {
        @Label(value = "Trajectory balance", description = "A good choice nearly always.")
        TRAJECTORY_BALANCE, //
        @Label(value = "Detailed balance",
                description = "Learns from every single step, which helps when objects take many steps.")
        DETAILED_BALANCE, //
        @Label(value = "Sub-trajectory balance", description = "Between the two: take it when objects take many steps "
                + "and trajectory balance is restless.")
        SUB_TRAJECTORY_BALANCE, //
        @Label(value = "Log-partition variance", description = "Trajectory balance without a parameter log Z: take it "
                + "when rewards span many orders of magnitude and log Z is slow to settle.")
        LOG_PARTITION_VARIANCE, //
        @Label(value = "Flow matching", description = "The oldest objective, slower, for comparisons: it looks at all "
                + "ways that lead to an object.")
        FLOW_MATCHING, //
        @Label(value = "Modified detailed balance", description = "Only where every unfinished object is an object, "
                + "too, as in grids: quick there, since it learns no flows.")
        MODIFIED_DETAILED_BALANCE, //
        @Label(value = "Forward-looking detailed balance",
                description = "Take it for long objects whose reward adds up "
                        + "from step to step, as with sets and lattices.")
        FORWARD_LOOKING_DETAILED_BALANCE, //
        @Label(value = "Forward-looking sub-trajectory balance",
                description = "Take it when the forward-looking detailed "
                        + "balance is slow to settle: it compares stretches of steps, too.")
        FORWARD_LOOKING_SUB_TRAJECTORY_BALANCE, //
        @Label(value = "Soft Q-learning",
                description = "From reinforcement learning, for comparisons; needs a backward "
                        + "policy that is not learned.")
        SOFT_Q, //
        @Label(value = "Munchausen soft Q-learning", description = "As soft Q-learning, with a bonus for likely steps: "
                + "take it when that is unsteady.")
        MUNCHAUSEN
    }

    interface ObjectiveReference extends ParameterReference<TrainingObjective> {
    }

    /** True for the objectives that look at parts of trajectories. */
    static final class HasParts implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ObjectiveReference.class).isOneOf(TrainingObjective.SUB_TRAJECTORY_BALANCE,
                    TrainingObjective.FORWARD_LOOKING_SUB_TRAJECTORY_BALANCE);
        }
    }

    enum BackwardPolicy {
        @Label(value = "Uniform", description = "Take it first: robust.")
        UNIFORM, //
        @Label(value = "Learned", description = "Take it when objects can be built in many "
                + "orders and training is slow: the model chooses the ways that suit it.")
        LEARNED, //
        @Label(value = "Maximum entropy", description = "Every way to build an object counts the same. Take it when "
                + "objects can be built in very different numbers of ways; only where these can be counted.")
        MAXIMUM_ENTROPY
    }

    interface BackwardReference extends ParameterReference<BackwardPolicy> {
    }

    /** True for a backward policy with parameters. */
    static final class IsLearned implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(BackwardReference.class).isOneOf(BackwardPolicy.LEARNED);
        }
    }

    enum BackwardLoss {
        @Label(value = "The same loss", description = "Take it first: forward and backward policy learn together.")
        SAME_LOSS, //
        @Label(value = "What the model does",
                description = "Trajectory likelihood: objects are taken apart as the model builds them. Take it when "
                        + "training with the same loss is slow.")
        TRAJECTORY_LIKELIHOOD, //
        @Label(value = "What the model did of late",
                description = "Pessimistic: the same, over the last 20 steps. Take it when good objects that were "
                        + "found are lost again.")
        PESSIMISTIC, //
        @Label(value = "All ways alike",
                description = "Every way to build an object is to count the same. Take it to explore widely where the "
                        + "ways can not be counted, as the maximum-entropy backward policy does.")
        MAXIMUM_ENTROPY
    }

    enum Regression {
        @Label(value = "Squared", description = "Take it first: steady.")
        SQUARED, //
        @Label(value = "Linex(1)",
                description = "Take it when good objects are missed: they count exponentially as long "
                        + "as the model draws them too rarely.")
        LINEX_1, //
        @Label(value = "Linex(1/2)", description = "Between the two: take it when Linex(1) is unsteady.")
        LINEX_HALF, //
        @Label(value = "Shifted cosh", description = "Take it when training stays far off for long: large deviations "
                + "count exponentially, whichever way.")
        SHIFTED_COSH
    }

    enum Weighting {
        @Label(value = "Single steps", description = "The same as detailed balance; for comparisons.")
        DETAILED_BALANCE, //
        @Label(value = "Whole objects", description = "The same as trajectory balance; for comparisons.")
        TRAJECTORY_BALANCE, //
        @Label(value = "Equal", description = "All parts count the same: long objects count most, having most parts.")
        EQUAL, //
        @Label(value = "Equal within an object",
                description = "All parts of an object count the same, and all objects do; "
                        + "take it when lengths differ much.")
        EQUAL_WITHIN, //
        @Label(value = "Geometric",
                description = "Lengths count by powers of lambda over all objects drawn together; the "
                        + "longest parts, which are few, count more than within an object.")
        GEOMETRIC, //
        @Label(value = "Geometric within an object", description = "Parts count by powers of lambda, and all objects "
                + "count the same: take it first.")
        GEOMETRIC_WITHIN
    }

    /** True where building can stop at several sizes, and where that is not known yet. */
    static final class CanStop implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getConstant(input -> Arrays.stream(input.getInPortSpecs())
                    .filter(DesignSpacePortObjectSpec.class::isInstance).map(DesignSpacePortObjectSpec.class::cast)
                    .allMatch(spec -> spec.space().stopAction() != Environment.NO_STOP));
        }
    }

    enum Acceptance {
        @Label(value = "Better objects", description = "Take it first: comes to good objects soonest.")
        BETTER, //
        @Label(value = "Good objects at random",
                description = "By the rule of Metropolis and Hastings: better ones nearly always, worse ones now and "
                        + "then. Take it when the search keeps to a few good objects.")
        METROPOLIS_HASTINGS
    }

    interface ReplayReference extends ParameterReference<ReplayChoice> {
    }

    /** True for the choices that may keep objects. */
    static final class KeepsObjects implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ReplayReference.class).isOneOf(ReplayChoice.AUTOMATIC, ReplayChoice.NEWEST,
                    ReplayChoice.BEST, ReplayChoice.BEST_AND_DIFFERENT);
        }
    }

    /** True for the choice that compares objects. */
    static final class KeepsDifferent implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(ReplayReference.class).isOneOf(ReplayChoice.BEST_AND_DIFFERENT);
        }
    }

    enum ReplayChoice {
        @Label(value = "Automatic", description = "Best if known objects are connected, none otherwise.")
        AUTOMATIC, //
        @Label(value = "None", description = "Nothing is kept. Take it when good objects are frequent.")
        NONE, //
        @Label(value = "Newest", description = "The newest objects, all alike. Take it when scoring is slow and each "
                + "score should be used more than once.")
        NEWEST, //
        @Label(value = "Best", description = "The best objects, the best tenth of them as often as all others. Take it "
                + "when good objects are rare.")
        BEST, //
        @Label(value = "Best and different", description = "The best objects that differ from each other. Take it when "
                + "the best are variants of a few.")
        BEST_AND_DIFFERENT
    }

    /** Networks had no other activation before it could be chosen. */
    static final class ReluIfAbsent implements DefaultProvider<Activation> {
        @Override
        public Activation getDefault() {
            return Activation.RELU;
        }
    }

    enum Activation {
        @Label(value = "ReLU", description = "Take it when time counts most: quickest, a little less exact.")
        RELU, //
        @Label(value = "Leaky ReLU",
                description = "Take it when training with ReLU gets stuck: no unit is ever without "
                        + "a gradient.")
        LEAKY_RELU, //
        @Label(value = "ELU", description = "Smooth below 0; as Leaky ReLU, and slower.")
        ELU, //
        @Label(value = "SiLU", description = "Take it first: smooth, the most exact.")
        SILU, //
        @Label(value = "Tanh", description = "Bounded; take it for small networks and for comparisons with older work.")
        TANH
    }

    enum Curve {
        @Label(value = "Constant", description = "Take it for runs that are ended by hand or by a time limit.")
        CONSTANT, //
        @Label(value = "Cosine",
                description = "Take it first: long near the full rate, then down to a hundredth, which "
                        + "makes the model exact.")
        COSINE, //
        @Label(value = "Exponential", description = "Falls evenly from the first step on; take it when training is "
                + "unsteady after a good start.")
        EXPONENTIAL
    }

    interface TemperatureReference extends ParameterReference<TemperatureChoice> {
    }

    /** True for one model for many inverse temperatures. */
    static final class IsConditional implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer initializer) {
            return initializer.getEnum(TemperatureReference.class).isOneOf(TemperatureChoice.BOTH,
                    TemperatureChoice.LAYER, TemperatureChoice.LOGIT);
        }
    }

    enum TemperatureChoice {
        @Label(value = "No", description = "One model for the reward as it is.")
        NONE, //
        @Label(value = "Yes", description = "Take it first: networks see β, and their logits are scaled by it.")
        BOTH, //
        @Label(value = "Yes, seen by networks", description = "Networks see β, and nothing is scaled; for comparisons.")
        LAYER, //
        @Label(value = "Yes, by scaling alone",
                description = "Networks do not see β, but their logits are scaled by it: quicker, and less exact.")
        LOGIT
    }

    enum Scoring {
        @Label(value = "Actions", description = "Take it first: quick.")
        ACTIONS, //
        @Label(value = "Next objects", description = "Take it for comparisons with published work, where there are few "
                + "actions.")
        NEXT_STATES
    }
}
