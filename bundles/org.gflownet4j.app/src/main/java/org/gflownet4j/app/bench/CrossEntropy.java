package org.gflownet4j.app.bench;

import java.util.Arrays;
import java.util.List;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.policy.Derivatives;
import org.gflownet4j.policy.EvaluatedStates;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.train.TrainerSettings;
import org.gflownet4j.train.TrainingResult;

/**
 * What a network of this size and optimiser can reach at all, on a tree whose target is known: it is trained by
 * cross-entropy, {@code −Σ_a p*(a|s) log P_F(a|s)}, on the exact conditionals at the states that objects drawn from p* pass.
 * No GFlowNet objective has this knowledge; it is the mark that they are compared with.
 */
final class CrossEntropy {

    private static final long OBJECTS = 11;

    /** Updates that are not timed are as many as the trainer's. */
    private static final int MOST_WARM_UP = 50;
    private static final double NANOS = 1e9;

    private final Policy policy;
    private final StateSpace space;
    private final TargetDistribution target;
    private final TrainerSettings settings;
    private final ComputeBackend backend;
    /** log of the reward below each state. */
    private final double[] logBelow;
    /** The state that each state is reached from, as a tree has it. */
    private final int[] parent;

    /**
     * Lists the space and adds up its rewards.
     *
     * @param policy of a tree
     * @param space its states
     * @param target what should be sampled from
     * @param settings batch size in objects, updates, rate, weight decay; nothing else is read
     * @param backend multiplies
     * @throws IllegalArgumentException if the environment is no tree
     */
    CrossEntropy(final Policy policy, final StateSpace space, final TargetDistribution target,
            final TrainerSettings settings, final ComputeBackend backend) {
        if (!space.environment().isTree()) {
            throw new IllegalArgumentException("Cross-entropy needs the exact conditionals, which are known for spaces "
                    + "built by appending only.");
        }
        this.policy = policy;
        this.space = space;
        this.target = target;
        this.settings = settings;
        this.backend = backend;
        this.logBelow = new double[space.size()];
        this.parent = new int[space.size()];
        addUp();
    }

    private void addUp() {
        Arrays.fill(logBelow, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < space.objects().length; i++) {
            logBelow[space.objects()[i]] = target.logReward()[i];
        }
        for (int s = space.size() - 1; s >= 0; s--) {
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                if (space.edgeTarget(e) != StateSpace.SINK) {
                    parent[space.edgeTarget(e)] = s;
                    logBelow[s] = logSum(logBelow[s], logBelow[space.edgeTarget(e)]);
                }
            }
        }
    }

    private static double logSum(final double a, final double b) {
        final double highest = Math.max(a, b);
        return highest == Double.NEGATIVE_INFINITY ? highest : highest + Math.log1p(Math.exp(Math.min(a, b) - highest));
    }

    /**
     * Trains, in one thread.
     *
     * @param progress told how far it is, and asked for cancellation
     * @return as the trainer's, with an empty log; trajectories are those of objects drawn from p*
     */
    TrainingResult train(final Progress progress) {
        final Environment environment = space.environment();
        final int width = environment.stateLength();
        final float[] parameters = policy.initialParameters(settings.seed());
        final float[] gradient = new float[parameters.length];
        final Adam adam = new Adam(parameters.length);
        final EvaluatedStates states = policy.newEvaluatedStates();
        final Conditions none = Conditions.none(1);
        final int batch = settings.batchSize();
        final int[] rows = new int[batch * environment.maxTrajectoryLength()];
        final int[] numbers = new int[rows.length];
        final int warmUp = Math.min(MOST_WARM_UP, settings.updates() / 10);
        final long begin = System.nanoTime();
        long steadyBegin = begin;
        long distinctStates = 0;
        for (int update = 0; update < settings.updates(); update++) {
            steadyBegin = update == warmUp ? System.nanoTime() : steadyBegin;
            progress.checkCancelled();
            final int done = update;
            progress.report((double) update / settings.updates(), () -> "Step " + done);
            states.clear();
            int prefixes = 0;
            for (final int object : target.sample(batch, settings.seed() * OBJECTS + update)) {
                for (int s = space.objects()[object]; s != 0; s = parent[s]) {
                    numbers[prefixes] = parent[s];
                    rows[prefixes++] = states.add(space.states(), parent[s] * width, none, 0);
                }
            }
            distinctStates += states.size();
            policy.evaluate(backend, parameters, states);
            final Derivatives derivatives = new Derivatives(policy, states);
            for (int i = 0; i < prefixes; i++) {
                final int s = numbers[i];
                for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                    final double conditional = Math.exp(logBelow[space.edgeTarget(e)] - logBelow[s]);
                    derivatives.addForward(rows[i], space.edgeAction(e), -conditional / prefixes);
                }
            }
            derivatives.toGradient(backend, parameters, gradient);
            adam.nextStep();
            adam.update(parameters, gradient, 0, policy.logPartitionAt(), settings.optimisation().learningRate()
                    * settings.optimisation().schedule().factor((double) update / settings.updates()),
                    settings.optimisation().weightDecay());
        }
        final long end = System.nanoTime();
        return new TrainingResult(parameters, settings.updates(), List.of(), settings.updates(),
                (long) settings.updates() * batch, 0, distinctStates, (end - begin) / NANOS,
                (end - steadyBegin) / NANOS,
                (long) (settings.updates() - warmUp) * batch, TrainingResult.End.COMPLETED);
    }
}
