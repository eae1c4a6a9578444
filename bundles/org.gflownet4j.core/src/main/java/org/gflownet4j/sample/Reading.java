package org.gflownet4j.sample;

import java.util.Set;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.objective.Quantity;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.Derivatives;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;

/**
 * What an objective reads of a batch of trajectories, and the way back: writes the quantities into
 * {@link TrajectoryTerms}, and turns derivatives into the gradient of the parameters. Reused from batch to batch.
 */
public final class Reading {

    private final Policy policy;
    private final Trajectories batch;
    private final Edges edges;
    private final Set<Quantity> reads;
    private final Inflow inflow;
    private final Lessons lessons;
    private final EvaluatedStates target;
    /** log R or −E of each row. */
    private double[] stateLogReward = new double[0];
    /** Intrinsic reward of each row. */
    private double[] intrinsicReward = new double[0];
    private int[] states = new int[0];

    /**
     * A reading of a batch.
     *
     * @param policy walked it
     * @param batch the trajectories
     * @param reads the quantities to write and to take derivatives of
     */
    public Reading(final Policy policy, final Trajectories batch, final Set<Quantity> reads) {
        this.policy = policy;
        this.batch = batch;
        this.edges = batch.edges();
        this.reads = reads;
        this.lessons = new Lessons(batch);
        this.inflow = new Inflow(policy, batch.states());
        this.target = policy.newEvaluatedStates();
    }

    /** Gives −E, log R or intrinsic rewards of states. */
    @FunctionalInterface
    public interface StateRewards {

        /**
         * Computes them.
         *
         * @param states {@code [count][stateLength]}
         * @param evaluated the same states with their conditions
         * @param result overwritten from 0 on
         */
        void compute(int[] states, EvaluatedStates evaluated, double[] result);
    }

    /**
     * Looks at a new batch: rewards of its states, its parents, the target network's opinion, as far as they are read.
     *
     * @param backend multiplies
     * @param parameters those that the batch was drawn with
     * @param targetParameters those of the target network
     * @param rewards of the states
     */
    public void look(final ComputeBackend backend, final float[] parameters, final float[] targetParameters,
            final StateRewards rewards) {
        lessons.takeAll();
        final EvaluatedStates evaluated = batch.states();
        if (!policy.savings().keptValues()) {
            evaluated.forgetValues();
            policy.evaluate(backend, parameters, evaluated);
        }
        if (reads.contains(Quantity.STATE_LOG_REWARD) || reads.contains(Quantity.PARTIAL_LOG_REWARD)) {
            lookAtRewards(evaluated, rewards);
        }
        if (reads.stream().anyMatch(Quantity::isOfTarget)) {
            target.copyFrom(evaluated, evaluated.size());
            policy.evaluate(backend, targetParameters, target);
        }
        if (reads.contains(Quantity.LOG_INFLOW)) {
            inflow.evaluate(backend, parameters);
        }
    }

    private void lookAtRewards(final EvaluatedStates evaluated, final StateRewards rewards) {
        copyStates(evaluated);
        if (stateLogReward.length < evaluated.size()) {
            stateLogReward = new double[evaluated.size() * 2];
        }
        rewards.compute(states, evaluated, stateLogReward);
        for (int row = 0; row < evaluated.size(); row++) {
            stateLogReward[row] *= evaluated.inverseTemperature(row);
        }
    }

    private void copyStates(final EvaluatedStates evaluated) {
        final int rows = evaluated.size();
        final int width = policy.environment().stateLength();
        if (states.length < rows * width) {
            states = new int[rows * 2 * width];
        }
        for (int row = 0; row < rows; row++) {
            evaluated.copyState(row, states, row * width);
        }
    }

    /**
     * Looks at the intrinsic rewards of a new batch's states, each distinct one once. The batch must have been made to evaluate
     * complete objects. Needed before {@link #write} where an objective reads them.
     *
     * @param rewards of the states, each at least 0
     */
    public void lookAtIntrinsicRewards(final StateRewards rewards) {
        final EvaluatedStates evaluated = batch.states();
        copyStates(evaluated);
        if (intrinsicReward.length < evaluated.size()) {
            intrinsicReward = new double[evaluated.size() * 2];
        }
        rewards.compute(states, evaluated, intrinsicReward);
    }

    /**
     * Chooses which of several heads learn from which trajectories of a new batch. Otherwise the policy's own P_F learns from
     * all, and so does an objective that says nothing of P_F. To be called after {@link #look}, before {@link #write}.
     *
     * @param thompson gives the chances
     * @param exploration that the batch was drawn with
     * @param seed of the run
     * @param stream random stream of the first trajectory; the others follow
     */
    public void drawLessons(final Thompson thompson, final Exploration exploration, final long seed,
            final long stream) {
        if (reads.contains(Quantity.LOG_FORWARD)) {
            lessons.draw(thompson, exploration, seed, stream);
        }
    }

    /**
     * Number of trajectories as an objective sees them: once for each head that learns from them.
     *
     * @return the number of the batch, unless lessons were drawn
     */
    public int lessons() {
        return lessons.count();
    }

    /**
     * The trajectory of a lesson.
     *
     * @param lesson 0 to {@link #lessons()} − 1
     * @return its number in the batch; not smaller than that of the lesson before
     */
    public int trajectory(final int lesson) {
        return lessons.trajectory(lesson);
    }

    /**
     * The inverse temperature β of a trajectory, which multiplies log R.
     *
     * @param trajectory number in the batch
     * @return 1 if the policy knows none
     */
    public double inverseTemperature(final int trajectory) {
        return batch.states().inverseTemperature(edges.row(trajectory, 0));
    }

    /**
     * Writes log Z of each lesson's trajectory into a larger batch.
     *
     * @param parameters the policy's, of which log Z's own may have changed since the batch was drawn
     * @param terms written to
     * @param first where this batch's first lesson is in it
     */
    public void writeLogPartition(final float[] parameters, final TrajectoryTerms terms, final int first) {
        for (int i = 0; i < lessons.count(); i++) {
            terms.logPartition[first + i] = policy.logPartition(parameters, batch.states(),
                    edges.row(lessons.trajectory(i), 0));
        }
    }

    /**
     * Writes the quantities of this batch's edges, lesson by lesson, into a larger batch, whose {@code start} is already set.
     *
     * @param terms written to
     * @param first where this batch's first lesson is in it
     */
    public void write(final TrajectoryTerms terms, final int first) {
        for (int i = 0; i < lessons.count(); i++) {
            final int b = lessons.trajectory(i);
            final int head = lessons.head(i);
            terms.stops[first + i] = batch.stops(b);
            terms.inverseTemperature[first + i] = inverseTemperature(b);
            for (int t = 0; t < edges.length(b); t++) {
                final int e = terms.start[first + i] + t;
                terms.logForward[e] = policy.logForward(batch.states(), edges.row(b, t), head, edges.action(b, t));
                terms.logBackward[e] = logBackward(b, t);
                writeStates(terms, e, b, t, head);
            }
        }
    }

    private double logBackward(final int b, final int t) {
        final int action = edges.backwardAction(b, t);
        return action >= 0 && reads.contains(Quantity.TARGET_LOG_BACKWARD)
                ? policy.logLearnedBackward(target, edges.rowAfter(b, t), action) : edges.logBackward(b, t);
    }

    private void writeStates(final TrajectoryTerms terms, final int e, final int b, final int t, final int head) {
        final EvaluatedStates evaluated = batch.states();
        final int row = edges.row(b, t);
        if (terms.logFlow.length > 0) {
            terms.logFlow[e] = policy.logFlow(evaluated, row);
        }
        if (terms.stateValue.length > 0) {
            terms.stateValue[e] = policy.stateValue(evaluated, row);
        }
        if (terms.logStop.length > 0) {
            terms.logStop[e] = policy.logForward(evaluated, row, head, policy.environment().stopAction());
        }
        if (terms.logOutflow.length > 0) {
            terms.logOutflow[e] = evaluated.logOutflow(row);
        }
        if (terms.logInflow.length > 0) {
            terms.logInflow[e] = edges.backwardAction(b, t) < 0 ? 0 : inflow.log(edges.rowAfter(b, t));
        }
        if (terms.logBackwardSum.length > 0) {
            terms.logBackwardSum[e] = edges.backwardAction(b, t) < 0 ? 0
                    : evaluated.logBackwardSum(edges.rowAfter(b, t));
        }
        if (terms.targetLogBackwardSum.length > 0) {
            terms.targetLogBackwardSum[e] = edges.backwardAction(b, t) < 0 ? 0
                    : target.logBackwardSum(edges.rowAfter(b, t));
        }
        if (terms.stateLogReward.length > 0) {
            terms.stateLogReward[e] = stateLogReward[row];
        }
        if (terms.intrinsicReward.length > 0) {
            terms.intrinsicReward[e] = intrinsicReward[edges.backwardAction(b, t) < 0 ? row : edges.rowAfter(b, t)];
        }
        if (terms.targetLogForward.length > 0) {
            terms.targetLogForward[e] = policy.logForward(target, row, edges.action(b, t));
        }
        if (terms.targetLogOutflow.length > 0) {
            terms.targetLogOutflow[e] = target.logOutflow(row);
        }
    }

    /**
     * Computes the gradient that belongs to this batch's part of a larger batch.
     *
     * @param backend multiplies
     * @param parameters those that the batch was drawn with
     * @param terms derivatives of the loss
     * @param first where this batch's first lesson is in the larger one
     * @param gradient overwritten; as long as the parameter vector
     */
    public void computeGradient(final ComputeBackend backend, final float[] parameters, final TrajectoryTerms terms,
            final int first, final float[] gradient) {
        final boolean forward = reads.contains(Quantity.LOG_FORWARD);
        final boolean backward = policy.learnsBackward() && reads.contains(Quantity.LOG_BACKWARD);
        final Derivatives derivatives = new Derivatives(policy, batch.states());
        inflow.clearDerivatives();
        gradient[policy.logPartitionAt()] = 0;
        for (int i = 0; i < lessons.count(); i++) {
            final int b = lessons.trajectory(i);
            final int head = lessons.head(i);
            for (int t = 0; t < edges.length(b); t++) {
                final int e = terms.start[first + i] + t;
                if (forward) {
                    derivatives.addForward(edges.row(b, t), head, edges.action(b, t), terms.logForward[e]);
                }
                if (backward && edges.backwardAction(b, t) >= 0) {
                    derivatives.addBackward(edges.rowAfter(b, t), edges.backwardAction(b, t), terms.logBackward[e]);
                }
                addStates(derivatives, terms, e, b, t, head);
            }
            if (reads.contains(Quantity.LOG_PARTITION)) {
                gradient[policy.logPartitionAt()] += (float) terms.logPartition[first + i];
                derivatives.addLogPartition(edges.row(b, 0), terms.logPartition[first + i]);
            }
        }
        inflow.addTo(derivatives);
        derivatives.toGradient(backend, parameters, gradient);
    }

    private void addStates(final Derivatives derivatives, final TrajectoryTerms terms, final int e, final int b,
            final int t, final int head) {
        final int row = edges.row(b, t);
        if (terms.logFlow.length > 0) {
            derivatives.addFlow(row, terms.logFlow[e]);
        }
        if (terms.stateValue.length > 0) {
            derivatives.addValue(row, terms.stateValue[e]);
        }
        if (terms.logStop.length > 0) {
            derivatives.addForward(row, head, policy.environment().stopAction(), terms.logStop[e]);
        }
        if (terms.logOutflow.length > 0) {
            derivatives.addOutflow(row, terms.logOutflow[e]);
        }
        if (terms.logInflow.length > 0 && edges.backwardAction(b, t) >= 0) {
            inflow.addDerivative(edges.rowAfter(b, t), terms.logInflow[e]);
        }
        if (terms.logBackwardSum.length > 0 && edges.backwardAction(b, t) >= 0) {
            derivatives.addBackwardSum(edges.rowAfter(b, t), terms.logBackwardSum[e]);
        }
    }
}
