package org.gflownet4j.policy;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;

/**
 * P_F(s′|s), P_B(s|s′), log F(s) and log Z of a GFlowNet, on one network with a shared trunk or on several. Immutable: the
 * parameters are a flat vector that callers hold, {@code [networks | networks of β | log Z]}.
 *
 * <p>P_F and a learned P_B are masked soft-maxes over a state's legal actions. {@link Derivatives} of a loss with respect to
 * log-probabilities become logit gradients by {@code onehot − softmax}.
 */
public final class Policy {

    private final Environment environment;
    private final Architecture architecture;
    private final int conditionWidth;
    private final Optional<TemperatureInput> temperature;
    private final Savings savings;
    private final Networks networks;
    private final FixedBackward fixedBackward;
    private final ForwardHeads forwardHeads;
    private final Heads heads;
    private final int parameters;

    /**
     * A policy.
     *
     * @param environment what it acts in
     * @param architecture of the networks; in a tree P_B is 1, and there is no head for it
     * @param conditionWidth dense inputs that encode a trajectory's condition; 0 without
     * @throws IllegalArgumentException in words for a user, if the networks would be too large, or the environment can not
     *             serve the backward policy
     */
    public Policy(final Environment environment, final Architecture architecture, final int conditionWidth) {
        this(environment, architecture, conditionWidth, Savings.ALL);
    }

    /**
     * A policy that may renounce savings.
     *
     * @param environment what it acts in
     * @param architecture of the networks; in a tree P_B is 1, and there is no head for it
     * @param conditionWidth dense inputs that encode a trajectory's condition; 0 without
     * @param savings what is saved in training
     * @throws IllegalArgumentException in words for a user, if the networks would be too large, or the environment can not
     *             serve the backward policy
     */
    public Policy(final Environment environment, final Architecture architecture, final int conditionWidth,
            final Savings savings) {
        this(environment, architecture, conditionWidth, Optional.empty(), savings, ForwardHeads.ONE);
    }

    /**
     * A policy that knows the inverse temperature β of a trajectory, if it is to: the only float of its condition.
     *
     * @param environment what it acts in
     * @param architecture of the networks; in a tree P_B is 1, and there is no head for it
     * @param temperature how β is seen; empty for an unconditional policy
     * @param savings what is saved in training
     * @throws IllegalArgumentException in words for a user, if the networks would be too large, or the environment can not
     *             serve the backward policy
     */
    public Policy(final Environment environment, final Architecture architecture,
            final Optional<TemperatureInput> temperature, final Savings savings) {
        this(environment, architecture, temperature.isPresent() ? 1 : 0, temperature, savings, ForwardHeads.ONE);
    }

    private Policy(final Environment environment, final Architecture architecture, final int conditionWidth,
            final Optional<TemperatureInput> temperature, final Savings savings, final ForwardHeads forwardHeads) {
        this.forwardHeads = forwardHeads;
        this.savings = savings;
        this.environment = environment;
        this.architecture = architecture;
        this.conditionWidth = conditionWidth;
        this.temperature = temperature;
        this.fixedBackward = new FixedBackward(environment,
                architecture.backward() == BackwardPolicy.MAXIMUM_ENTROPY && !environment.isTree());
        this.networks = new Networks(environment, architecture, conditionWidth, temperature, savings,
                forwardHeads.number());
        if (architecture.scoring() == Scoring.NEXT_STATES && (forwardHeads.number() > 1
                || conditionWidth > 0 && temperature.isEmpty())) {
            throw new IllegalArgumentException(
                    "A network that scores next states can not be used with several policies "
                            + "that explore together. Take one that scores actions, or one policy.");
        }
        this.heads = networks.heads();
        this.parameters = networks.parameterCount() + 1;
    }

    /**
     * A policy with more heads for P_F on the same trunk, for training only: they explore, and the first one is the policy.
     *
     * @param number of heads, at least 1
     * @param prior standard deviation of the logits that heads start with, about, in nats, at least 0; they differ from head
     *            to head
     * @return with parameters of its own, of which {@link #ofFirstHead} makes such of this policy
     */
    public Policy withHeads(final int number, final double prior) {
        return new Policy(environment, architecture, conditionWidth, temperature, savings,
                new ForwardHeads(number, prior));
    }

    /**
     * Number of heads for P_F.
     *
     * @return 1, but for policies {@link #withHeads}
     */
    public int forwardHeads() {
        return forwardHeads.number();
    }

    /**
     * What a policy that has the first of several heads only says the same with.
     *
     * @param vector this policy's parameters
     * @return a parameter vector for the policy without more heads; a copy in any case
     */
    public float[] ofFirstHead(final float[] vector) {
        return ForwardHeads.ofFirst(this, withHeads(1, 0), vector);
    }

    /**
     * The environment.
     *
     * @return what this policy acts in
     */
    public Environment environment() {
        return environment;
    }

    /**
     * The shape of the networks.
     *
     * @return as given
     */
    public Architecture architecture() {
        return architecture;
    }

    /**
     * What is saved in training.
     *
     * @return as given
     */
    public Savings savings() {
        return savings;
    }

    /**
     * Dense inputs that encode a condition.
     *
     * @return 0 for an unconditional policy
     */
    public int conditionWidth() {
        return conditionWidth;
    }

    /**
     * How the inverse temperature of a trajectory is seen.
     *
     * @return empty for an unconditional policy
     */
    public Optional<TemperatureInput> temperature() {
        return temperature;
    }

    /**
     * Conditions of trajectories that are all at one inverse temperature.
     *
     * @param count trajectories
     * @param beta inverse temperature; empty for an unconditional policy
     * @return for {@link EvaluatedStates#add}
     * @throws IllegalArgumentException in words for a user, if β is missing, unwanted, or no inverse temperature
     */
    public Conditions conditions(final int count, final OptionalDouble beta) {
        if (beta.isPresent() != temperature.isPresent()) {
            throw new IllegalArgumentException(beta.isPresent()
                    ? "The model knows no inverse temperature (β): it was trained for one reward as it is. Leave β out, or "
                            + "train a temperature-conditional model."
                    : "The model is temperature-conditional: say for which inverse temperature (β). It was trained from "
                            + temperature.get().lowest() + " to " + temperature.get().highest() + ".");
        }
        if (beta.isEmpty()) {
            return Conditions.none(count);
        }
        TemperatureInput.checkBeta(beta.getAsDouble());
        final float[] same = new float[count];
        Arrays.fill(same, (float) beta.getAsDouble());
        return new Conditions(count, 1, same);
    }

    /**
     * Length of the parameter vector, log Z included.
     *
     * @return at least 2
     */
    public int parameterCount() {
        return parameters;
    }

    /**
     * Floats per state that an evaluation keeps: outputs and hidden values of all networks, and probabilities of the actions.
     *
     * @return at least 2
     */
    public long valuesPerState() {
        return networks.valuesPerState(architecture);
    }

    /**
     * Where log Z is in the parameter vector; all before it belongs to networks.
     *
     * @return the last index
     */
    public int logPartitionAt() {
        return parameters - 1;
    }

    /**
     * Where the parameters begin that say log Z and nothing else; they end with the vector.
     *
     * @return the same as {@link #logPartitionAt}, unless log Z depends on β
     */
    public int logPartitionFrom() {
        return networks.logPartitionFrom();
    }

    /**
     * Where the slope of log Z over β is, divided by the highest β of training.
     *
     * @return index in the parameter vector; empty if log Z does not depend on β
     */
    public OptionalInt logPartitionSlopeAt() {
        return networks.temperature().map(network -> OptionalInt.of(network.slopeAt())).orElse(OptionalInt.empty());
    }

    /**
     * Whether a network has a head for P_B.
     *
     * @return false for a P_B without parameters and in trees
     */
    public boolean learnsBackward() {
        return heads.backward().exists();
    }

    /**
     * P_B where it has no parameters.
     *
     * @return uniform, unless the architecture says otherwise
     */
    public FixedBackward fixedBackward() {
        return fixedBackward;
    }

    Networks networks() {
        return networks;
    }

    Heads heads() {
        return heads;
    }

    /**
     * Fresh parameters: uniform policies, unless heads have a prior, log F = 0, log Z = 0.
     *
     * @param seed of the run
     * @return the parameter vector
     */
    public float[] initialParameters(final long seed) {
        final float[] fresh = new float[parameterCount()];
        networks.initialise(fresh, seed);
        forwardHeads.addPriors(this, fresh, seed);
        return fresh;
    }

    /**
     * Adds noise to the last layer of P_F: see {@link org.gflownet4j.nn.WeightNoise}.
     *
     * @param vector a parameter vector, changed
     * @param noise σ, at least 0
     * @param seed of the run
     * @param stream number of the noise; trajectories may have the same numbers
     */
    public void addNoise(final float[] vector, final double noise, final long seed, final long stream) {
        networks.addNoise(vector, noise, seed, stream);
    }

    /**
     * Room for the states of a batch.
     *
     * @return empty
     */
    public EvaluatedStates newEvaluatedStates() {
        return new EvaluatedStates(environment, conditionWidth, savings, forwardHeads.number(),
                heads.backward().width(), networks);
    }

    /**
     * Runs the networks on the states added since the last call.
     *
     * @param backend multiplies
     * @param vector the parameter vector
     * @param states gets the results
     * @throws DeadEndException if a state is not complete and has no legal action
     */
    public void evaluate(final ComputeBackend backend, final float[] vector, final EvaluatedStates states) {
        networks.evaluate(backend, vector, states);
    }

    private static float output(final EvaluatedStates states, final Head head, final int row, final int number) {
        return states.outputs(head)[states.at(head, row) + number];
    }

    /**
     * log P_F(action | state).
     *
     * @param states evaluated
     * @param row the state
     * @param action legal there
     * @return nats, at most 0
     */
    public double logForward(final EvaluatedStates states, final int row, final int action) {
        return logForward(states, row, 0, action);
    }

    /**
     * log P_F(action | state) of one of several heads.
     *
     * @param states evaluated
     * @param row the state
     * @param head whose P_F; 0 is the policy's
     * @param action legal there
     * @return nats, at most 0
     */
    public double logForward(final EvaluatedStates states, final int row, final int head, final int action) {
        return states.scalar(row, TemperatureNetwork.FORWARD_FACTOR)
                * output(states, heads.forward(), row, head * environment.forwardActions() + action)
                - states.forward.normaliser(states.forwardRow(row, head));
    }

    /**
     * log P_B(action | state) of a learned P_B.
     *
     * @param states evaluated
     * @param row the state
     * @param backwardAction legal there
     * @return nats, at most 0
     */
    public double logLearnedBackward(final EvaluatedStates states, final int row, final int backwardAction) {
        return states.scalar(row, TemperatureNetwork.BACKWARD_FACTOR)
                * output(states, heads.backward(), row, backwardAction) - states.backward.normaliser(row);
    }

    /**
     * log F(state).
     *
     * @param states evaluated
     * @param row the state
     * @return nats; 0 if the architecture has no flow head
     */
    public double logFlow(final EvaluatedStates states, final int row) {
        return heads.flow().exists() ? states.scalar(row, TemperatureNetwork.FLOW_FACTOR)
                * output(states, heads.flow(), row, 0) + states.scalar(row, TemperatureNetwork.FLOW) : 0;
    }

    /**
     * The critic's value of a state.
     *
     * @param states evaluated
     * @param row the state
     * @return 0 if the architecture has no such head
     */
    public double stateValue(final EvaluatedStates states, final int row) {
        return heads.value().exists() ? states.scalar(row, TemperatureNetwork.VALUE_FACTOR)
                * output(states, heads.value(), row, 0) + states.scalar(row, TemperatureNetwork.VALUE) : 0;
    }

    /**
     * log Z of trajectories under the condition of a state.
     *
     * @param vector the parameter vector
     * @param states evaluated
     * @param row any state of such a trajectory
     * @return nats
     */
    public double logPartition(final float[] vector, final EvaluatedStates states, final int row) {
        final double common = vector[logPartitionAt()];
        return states.temperatures().isEmpty() ? common
                : common + states.temperatures().get().logPartition(states.temperature(row));
    }
}
