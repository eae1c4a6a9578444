package org.gflownet4j.train;

import java.util.Arrays;
import java.util.OptionalInt;

import org.gflownet4j.compute.Workers;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.nn.GradientClip;
import org.gflownet4j.nn.ParameterGroup;
import org.gflownet4j.objective.Objective;
import org.gflownet4j.objective.TrajectoryTerms;
import org.gflownet4j.policy.BackwardNetwork;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.TemperatureInput;

/**
 * The parameters that are trained, the optimiser that takes steps with them, and the target network that follows them
 * where an objective has one.
 */
final class Descent {

    /** Parameters per task: large ones, so that a thread finds most of what it needs in its own cache. */
    static final int BLOCK = 32_768;
    /** The network of log Z(β) learns at this part of the rate of log Z: a hundredth, as published, where that is a tenth. */
    private static final double PART_OF_RATE = 0.1;
    private static final String BACKWARD_STEPS = "backwardSteps";

    /** After the last parameter of the networks; behind them, what log Z consists of. */
    private final int network;
    /** The last parameter: log Z, but for what depends on β. */
    private final int last;
    private final OptionalInt slopeAt;
    private final double highestBeta;
    private final Optimisation optimisation;
    private final ParameterGroup networkGroup;
    private final ParameterGroup logPartitionNetwork;
    private final ParameterGroup logPartitionGroup;
    private final GradientClip clip;
    private final Adam adam;
    /** Before the names of vectors that are saved: with several heads they are not as long as the policy's parameters. */
    private final String vectorsOf;
    private final float[] parameters;
    private final float[] target;
    /** P_B's own parameters, where it has some; otherwise none, at the end of the networks. */
    private final BackwardNetwork backward;
    /** Whether they take steps of their own, and how many they took. */
    private final boolean stepsBackward;
    private long backwardSteps;
    private double largestNorm;

    Descent(final Policy policy, final TrainerSettings settings, final boolean hasTarget,
            final boolean stepsBackward) {
        this.network = policy.logPartitionFrom();
        this.last = policy.logPartitionAt();
        this.slopeAt = policy.logPartitionSlopeAt();
        this.highestBeta = policy.temperature().map(TemperatureInput::highest).orElse(1.0);
        this.optimisation = settings.optimisation();
        this.networkGroup = new ParameterGroup(0, network, optimisation.learningRate(),
                optimisation.schedule(), optimisation.weightDecay());
        final int scalars = slopeAt.orElse(last);
        this.logPartitionNetwork = new ParameterGroup(network, scalars,
                PART_OF_RATE * optimisation.logPartitionLearningRate(), optimisation.logPartitionSchedule(), 0);
        this.logPartitionGroup = new ParameterGroup(scalars, last + 1, optimisation.logPartitionLearningRate(),
                optimisation.logPartitionSchedule(), 0);
        this.clip = new GradientClip(network);
        this.adam = new Adam(policy.parameterCount());
        this.vectorsOf = policy.forwardHeads() == 1 ? "" : TrainingState.OTHER_NETWORK;
        this.parameters = policy.initialParameters(settings.seed());
        this.target = hasTarget ? parameters.clone() : new float[0];
        this.backward = BackwardNetwork.of(policy).orElse(new BackwardNetwork(network, network));
        this.stepsBackward = stepsBackward;
    }

    /** The vector that is trained; for reading. */
    float[] parameters() {
        return parameters;
    }

    /** The vector that follows it; empty if there is none. */
    float[] target() {
        return target;
    }

    /**
     * The trained log Z; where it depends on β, its mean over a batch.
     *
     * @param values of that batch
     */
    double logPartition(final TrajectoryTerms values) {
        return slopeAt.isEmpty() ? parameters[last]
                : Arrays.stream(values.logPartition, 0, values.trajectories()).average().orElseThrow();
    }

    /** Sets log Z to a first guess, as long as no step was taken. */
    void startLogPartition(final Objective objective, final TrajectoryTerms values) {
        if (slopeAt.isEmpty()) {
            parameters[last] = (float) objective.firstLogPartition(values);
            return;
        }
        final double[] line = values.logPartitionLine();
        parameters[last] = (float) line[0];
        parameters[slopeAt.getAsInt()] = (float) (line[1] * highestBeta);
    }

    /** Largest norm of a gradient of the networks so far, before clipping. */
    double largestNorm() {
        return largestNorm;
    }

    /**
     * Adds up the gradients of the shards, in their order, into the first.
     *
     * @return the norm of the networks' gradient, before it is clipped; infinite or NaN if it is none
     */
    double addUp(final float[][] gradient, final Workers workers) {
        if (gradient.length > 1) {
            final int blocks = (network + BLOCK - 1) / BLOCK;
            workers.run(blocks, block -> addUp(gradient, block * BLOCK, Math.min(network, (block + 1) * BLOCK)));
            addUp(gradient, network, last + 1);
        }
        return clip.clip(gradient[0], 0, network, optimisation.maxGradientNorm(), workers);
    }

    private static void addUp(final float[][] gradient, final int from, final int to) {
        final float[] sum = gradient[0];
        for (int shard = 1; shard < gradient.length; shard++) {
            final float[] part = gradient[shard];
            for (int i = from; i < to; i++) {
                sum[i] += part[i];
            }
        }
    }

    /**
     * Whether a gradient is too long for the optimiser, which keeps squares: one that overflowed would stay infinite, and its
     * parameter would never move again.
     *
     * @param norm before clipping
     */
    boolean isTooLong(final double norm) {
        return Math.min(norm, optimisation.maxGradientNorm()) > Adam.LONGEST_GRADIENT;
    }

    /**
     * Takes a step.
     *
     * @param gradient added up, clipped and finite
     * @param norm of it before it was clipped
     * @param share of the training that is done
     * @param phase says what is trained, and how fast the target follows it
     * @param trainsLogPartition whether log Z takes a step, too
     */
    void step(final float[] gradient, final double norm, final double share, final Phase phase,
            final boolean trainsLogPartition, final Workers workers) {
        largestNorm = Math.max(largestNorm, norm);
        if (phase.trained() instanceof Trained.Backward own) {
            backwardSteps++;
            step(gradient, backward.from(), backward.to(), own.rateAt(backwardSteps - 1), backwardSteps, phase,
                    workers);
            return;
        }
        final boolean skipsBackward = phase.trained() instanceof Trained.AllButBackward;
        final double rate = networkGroup.rateAt(share);
        adam.nextStep();
        step(gradient, 0, skipsBackward ? backward.from() : network, rate, adam.steps(), phase, workers);
        if (skipsBackward) {
            step(gradient, backward.to(), network, rate, adam.steps(), phase, workers);
        }
        if (trainsLogPartition) {
            step(gradient, logPartitionNetwork, share);
            step(gradient, logPartitionGroup, share);
        }
    }

    private void step(final float[] gradient, final ParameterGroup group, final double share) {
        adam.update(parameters, gradient, group.from(), group.to(), group.rateAt(share), group.weightDecay());
    }

    private void step(final float[] gradient, final int from, final int to, final double rate, final long number,
            final Phase phase, final Workers workers) {
        workers.run((to - from + BLOCK - 1) / BLOCK, block -> {
            final int first = from + block * BLOCK;
            final int last = Math.min(to, first + BLOCK);
            adam.update(parameters, gradient, first, last, rate, networkGroup.weightDecay(), number);
            if (target.length > 0) {
                followTarget((float) phase.targetRate(), first, last);
            }
        });
    }

    private void followTarget(final float rate, final int from, final int to) {
        for (int i = from; i < to; i++) {
            target[i] += rate * (parameters[i] - target[i]);
        }
    }

    /** Copies all of it. */
    void save(final TrainingState.Builder state) {
        final float[] means = new float[parameters.length];
        final float[] squares = new float[parameters.length];
        adam.copyState(means, squares);
        state.vector(vectorsOf + "parameters", parameters.clone()).vector(vectorsOf + "target", target.clone())
                .vector(vectorsOf + "adam-means", means).vector(vectorsOf + "adam-squares", squares)
                .count("adamSteps", adam.steps())
                .measure("largestGradient", largestNorm);
        if (stepsBackward) {
            state.count(BACKWARD_STEPS, backwardSteps);
        }
    }

    /** Goes on from what was saved. */
    void restore(final TrainingState state) {
        final int count = parameters.length;
        final float[] restored = state.finiteVector(vectorsOf + "parameters", count);
        final float[] followed = state.finiteVector(vectorsOf + "target", target.length);
        adam.restore(state.vector(vectorsOf + "adam-means", count), state.vector(vectorsOf + "adam-squares", count),
                state.count("adamSteps", Long.MAX_VALUE));
        largestNorm = state.measure("largestGradient");
        backwardSteps = stepsBackward ? state.count(BACKWARD_STEPS, Long.MAX_VALUE) : 0;
        System.arraycopy(restored, 0, parameters, 0, count);
        System.arraycopy(followed, 0, target, 0, target.length);
    }

    /** Numbers kept for every parameter: what {@link #save} copies. */
    static int vectors(final boolean hasTarget) {
        return hasTarget ? 4 : 3;
    }

    /** The parameters with another log Z. */
    void copyParameters(final float[] copy, final double logPartition) {
        System.arraycopy(parameters, 0, copy, 0, parameters.length);
        copy[last] = (float) logPartition;
    }
}
