package org.gflownet4j.train;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import org.gflownet4j.env.Environment;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.policy.BackwardNetwork;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.PartialLogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Thompson;

/** Whether an objective can be used on an environment, with a reward and a policy; says in words why not, and what can. */
public final class Suitability {

    /** With more parents than this, flow matching would spend its time on states that no trajectory passes. */
    public static final int MAX_PARENTS = 64;

    /** What only a learned P_B has. */
    private static final Set<Quantity> OF_LEARNED_BACKWARD = EnumSet.of(Quantity.LOG_BACKWARD_SUM,
            Quantity.TARGET_LOG_BACKWARD, Quantity.TARGET_LOG_BACKWARD_SUM);

    /** What is known of a P_F that is alone: logits are flows, or a target network has a say. */
    private static final Set<Quantity> OF_ONE_HEAD = EnumSet.of(Quantity.LOG_OUTFLOW, Quantity.LOG_INFLOW,
            Quantity.TARGET_LOG_FORWARD, Quantity.TARGET_LOG_OUTFLOW);

    private static final String OWN_LOSS = "A backward policy with a loss of its own can not be used here: ";

    private Suitability() {
    }

    /**
     * Checks a phase: its objective, and whether the policy has the parameters that it trains apart from others.
     *
     * @param phase of a procedure
     * @param policy to be trained
     * @param reward of its objects
     * @param batchSize trajectories per update
     * @throws IllegalArgumentException in words for a user, if they do not go together
     */
    public static void check(final Phase phase, final Policy policy, final LogReward reward, final int batchSize) {
        if (learnsBackwardAlone(phase)) {
            checkBackward(policy);
        }
        check(phase.objective(), policy, reward, batchSize);
    }

    private static boolean learnsBackwardAlone(final Phase phase) {
        return !(phase.trained() instanceof Trained.Everything)
                || !Collections.disjoint(phase.objective().reads(), OF_LEARNED_BACKWARD);
    }

    private static void checkNoTree(final Environment space) {
        if (space.isTree()) {
            throw new IllegalArgumentException(OWN_LOSS + "each object can be built in one way only, so that there is "
                    + "nothing to learn. Take the uniform backward policy, which is exact here.");
        }
    }

    private static void checkBackward(final Policy policy) {
        checkNoTree(policy.environment());
        if (!policy.learnsBackward()) {
            throw new IllegalArgumentException(
                    OWN_LOSS + "this one has no parameters. Take the learned backward policy, or "
                            + "train without a loss of its own.");
        }
        if (BackwardNetwork.of(policy).isEmpty()) {
            throw new IllegalArgumentException(
                    OWN_LOSS + "it shares a network with the forward policy, so that each step of "
                            + "the one would move the other. Take a network for each part.");
        }
    }

    /**
     * Checks an objective.
     *
     * @param objective to be trained with
     * @param policy to be trained
     * @param reward of its objects
     * @param batchSize trajectories per update
     * @throws IllegalArgumentException in words for a user, if they do not go together
     */
    public static void check(final Objective objective, final Policy policy, final LogReward reward,
            final int batchSize) {
        final Environment space = policy.environment();
        if (objective.reads().contains(Quantity.STATE_LOG_REWARD) && !space.everyStateStops()) {
            throw refusal(objective, "it needs a design space in which every unfinished object is an object, too, but "
                    + "this is: " + space.title() + ". Take detailed balance, which works anywhere");
        }
        if (objective.reads().contains(Quantity.LOG_INFLOW) && space.backwardActions() > MAX_PARENTS) {
            throw refusal(objective, "it looks at all ways that lead to an object, and here there are up to "
                    + space.backwardActions() + " (at most " + MAX_PARENTS
                    + " are taken). Take sub-trajectory balance or trajectory balance");
        }
        if (objective.reads().contains(Quantity.PARTIAL_LOG_REWARD) && !(reward instanceof PartialLogReward)) {
            throw refusal(objective, "it needs a reward that says something of unfinished objects, and this one does "
                    + "not. Take detailed balance or sub-trajectory balance, without looking forward");
        }
        if (objective.needsFixedBackward() && policy.learnsBackward()) {
            throw refusal(objective,
                    "it does not train a backward policy. Take the uniform or the maximum-entropy one");
        }
        if (objective.reads().contains(Quantity.LOG_FLOW) && !policy.architecture().stateFlow()) {
            throw refusal(objective, "its network needs a head for state flows");
        }
        if (objective.reads().contains(Quantity.STATE_VALUE) && !policy.architecture().stateValue()) {
            throw refusal(objective, "its network needs a head for a critic");
        }
        if (batchSize < objective.minTrajectories()) {
            throw refusal(objective, "it compares the objects of a batch with each other and needs at least "
                    + objective.minTrajectories() + " per step, not " + batchSize
                    + ". Take more objects per step, or trajectory balance");
        }
    }

    /**
     * Checks what a phase is trained on.
     *
     * @param phase objective and source of its trajectories
     * @param exploration of the trajectories at the start
     * @param space that they are built in
     * @throws IllegalArgumentException in words for a user, if they do not go together
     */
    public static void check(final Phase phase, final Exploration exploration, final Environment space) {
        if (learnsBackwardAlone(phase)) {
            checkNoTree(space);
        }
        if (exploration.stopBias() > 0 && space.stopAction() == Environment.NO_STOP) {
            throw new IllegalArgumentException(
                    "A bias against stopping can not be used here: it needs a design space in "
                            + "which building can stop at several sizes, but this is: " + space.title()
                            + ". Set it to 0, and explore by random steps instead.");
        }
        if (!phase.objective().needsOnPolicy()) {
            return;
        }
        final String alternative = " Take trajectory balance or detailed balance, which hold for any, or ";
        if (!phase.source().isOnPolicy()) {
            throw refusal(phase.objective(), "it only holds for objects that the model itself has just drawn, and here "
                    + "the source is " + phase.source().title() + "." + alternative + "fresh objects only");
        }
        if (!exploration.isNone()) {
            throw refusal(phase.objective(), "it only holds for objects that the model itself has just drawn, and here "
                    + "exploration changes how they are drawn." + alternative + "switch exploration off");
        }
    }

    /**
     * Checks that a phase can be trained with several heads of P_F.
     *
     * @param phase objective and source of its trajectories
     * @param thompson the heads
     * @throws IllegalArgumentException in words for a user, if there are several, and they do not go together
     */
    public static void check(final Phase phase, final Thompson thompson) {
        if (thompson.isNone()) {
            return;
        }
        if (phase.objective().needsOnPolicy() || !Collections.disjoint(phase.objective().reads(), OF_ONE_HEAD)) {
            throw refusal(phase.objective(),
                    "with several policies that explore together it would need flows, targets or "
                            + "objects of each of them. Take trajectory balance, detailed balance or sub-trajectory balance, or "
                            + "one policy");
        }
        if (phase.source() instanceof LocalSearchSource) {
            throw new IllegalArgumentException(
                    "Local search can not be used with several policies that explore together: "
                            + "it rebuilds objects with one. Take one policy, or no local search.");
        }
    }

    /**
     * Checks that a procedure and a policy agree on inverse temperatures.
     *
     * @param procedure says at which β it trains, if at any
     * @param policy sees β, or does not
     * @throws IllegalArgumentException in words for a user, if they do not agree, or something knows no β
     */
    public static void check(final TrainingProcedure procedure, final Policy policy) {
        if (procedure.temperatures().isPresent() != policy.temperature().isPresent()) {
            throw new IllegalArgumentException(policy.temperature().isPresent()
                    ? "The model is temperature-conditional: its training needs a range of inverse temperatures (β)."
                    : "The model knows no inverse temperature (β), so that it can not be trained at several. Take a "
                            + "temperature-conditional one.");
        }
        if (procedure.temperatures().isPresent()
                && procedure.phases().stream().anyMatch(phase -> phase.source() instanceof LocalSearchSource)) {
            throw new IllegalArgumentException("Local search can not be used with a temperature-conditional model: it "
                    + "compares objects at one inverse temperature (β). Take no local search, or a model without β.");
        }
    }

    private static IllegalArgumentException refusal(final Objective objective, final String reason) {
        final String title = objective.title();
        return new IllegalArgumentException(Character.toUpperCase(title.charAt(0)) + title.substring(1)
                + " can not be used here: " + reason + ".");
    }
}
