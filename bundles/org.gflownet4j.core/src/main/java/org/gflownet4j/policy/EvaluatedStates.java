package org.gflownet4j.policy;

import java.util.Arrays;
import java.util.Optional;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.nn.Activations;

/**
 * The distinct states of a batch with what the networks say of each: every state is evaluated once, however many
 * trajectories pass through it, and the values are kept for the loss and its gradient. Reused from batch to batch.
 */
public final class EvaluatedStates {

    final Environment environment;
    final int conditionWidth;
    private final Savings savings;
    /** Of the rows. */
    final StateIndex index;
    /** The distinct β; empty without. */
    private final Optional<EvaluatedTemperatures> temperatures;
    /** Of each row, its β. */
    private int[] temperature = new int[0];
    /** States that networks evaluate, where several rows share one: networks do not see what the rows differ in. */
    private final Optional<StateIndex> shared;
    /** Of each row, its state among these. */
    private int[] sharedState = new int[0];
    /** One per network; the inputs of all are those of the first. */
    final Activations[] activations;
    /** Scores of next states, of P_F and of a learned P_B; none where logits are scores of actions. */
    final NextStates[] nextStates;
    /** A state that a row leads to. */
    private final int[] next;
    private final boolean[] legal;
    /** P_F in each row; of several, rows of the first to the last head stand one behind the other. */
    final SoftMax forward;
    private final int forwardHeads;
    /** A learned P_B in each row. */
    final SoftMax backward;
    /** Derivatives with respect to the outputs of each network. */
    final float[][] outputGradient;
    /** Rows whose next states are added. */
    private int expanded;
    /** Rows, and states of the networks, that are evaluated. */
    int evaluated;
    int evaluatedStates;
    private final int[] key;

    EvaluatedStates(final Environment environment, final int conditionWidth, final Savings savings,
            final int forwardHeads, final int backwardActions, final Networks networks) {
        this.forwardHeads = forwardHeads;
        this.environment = environment;
        this.conditionWidth = conditionWidth;
        this.savings = savings;
        this.activations = networks.newActivations();
        this.temperatures = networks.temperature().map(EvaluatedTemperatures::new);
        this.nextStates = networks.newNextStates();
        this.shared = nextStates.length > 0
                || networks.temperature().filter(one -> !one.input().entry().shiftsLayer()).isPresent()
                        ? Optional.of(new StateIndex(environment.stateLength(), 64)) : Optional.empty();
        this.next = new int[environment.stateLength()];
        this.legal = new boolean[Math.max(environment.forwardActions(), environment.backwardActions())];
        this.forward = new SoftMax(environment.forwardActions());
        this.backward = new SoftMax(backwardActions);
        this.outputGradient = new float[activations.length + nextStates.length][0];
        this.key = new int[environment.stateLength() + conditionWidth];
        this.index = new StateIndex(key.length, 64);
    }

    /**
     * Adds a state once more, though it may be there, for the sake of its cost: what padding takes.
     *
     * @param row any
     */
    public void addPadding(final int row) {
        System.arraycopy(index.rows(), row * key.length, key, 0, key.length);
        addRow(index.append(key, 0), -1, false);
    }

    /** Forgets all states and keeps the memory. */
    public void clear() {
        index.clear();
        temperatures.ifPresent(EvaluatedTemperatures::clear);
        shared.ifPresent(StateIndex::clear);
        for (final NextStates scores : nextStates) {
            scores.clear();
        }
        expanded = 0;
        for (final Activations network : activations) {
            network.clear();
        }
        forget();
    }

    /** Keeps the states, but forgets what the networks say of them: the next evaluation is one of all rows. */
    public void forgetValues() {
        temperatures.ifPresent(EvaluatedTemperatures::forgetValues);
        for (final NextStates scores : nextStates) {
            scores.forgetValues();
        }
        forget();
    }

    private void forget() {
        evaluated = 0;
        evaluatedStates = 0;
    }

    /**
     * Number of distinct states, those seen under different conditions being different ones.
     *
     * @return rows
     */
    public int size() {
        return index.size();
    }

    /**
     * Number of states that networks evaluate: where they do not see the condition, one state serves rows under several.
     *
     * @return at most the number of rows
     */
    public int evaluations() {
        return activations[0].rows();
    }

    /**
     * The row of a state, which is added if it is new.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param conditions of the batch
     * @param trajectory whose condition the state is seen under
     * @return 0 to size − 1
     */
    public int add(final int[] states, final int at, final Conditions conditions, final int trajectory) {
        return add(states, at, conditions, trajectory, -1);
    }

    /**
     * The row of a state that was reached from another one, which makes it quicker to evaluate; it is added if it is new.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param conditions of the batch
     * @param trajectory whose condition the state is seen under
     * @param neighbour row of the other state, its parent or child; −1 for none
     * @return 0 to size − 1
     */
    public int add(final int[] states, final int at, final Conditions conditions, final int trajectory,
            final int neighbour) {
        final int length = environment.stateLength();
        System.arraycopy(states, at, key, 0, length);
        for (int i = 0; i < conditionWidth; i++) {
            key[length + i] = Float.floatToIntBits(conditions.encoded()[trajectory * conditionWidth + i]);
        }
        return addKey(neighbour);
    }

    /**
     * The row of a state seen under the condition of another one, its parent or child, which is added if it is new.
     *
     * @param states holds the state
     * @param at index of its first int
     * @param sameCondition row whose condition it is seen under
     * @return 0 to size − 1
     */
    public int addLike(final int[] states, final int at, final int sameCondition) {
        final int length = environment.stateLength();
        System.arraycopy(states, at, key, 0, length);
        System.arraycopy(index.rows(), sameCondition * key.length + length, key, length, conditionWidth);
        return addKey(sameCondition);
    }

    /**
     * Makes this hold the first rows of another, in their order, not evaluated.
     *
     * @param other of the same environment and width of conditions
     * @param rows how many
     */
    public void copyFrom(final EvaluatedStates other, final int rows) {
        clear();
        for (int row = 0; row < rows; row++) {
            System.arraycopy(other.index.rows(), row * key.length, key, 0, key.length);
            addKey(-1);
        }
    }

    private int addKey(final int neighbour) {
        final int before = index.size();
        final int row = savings.distinctStates() ? index.add(key, 0) : index.append(key, 0);
        if (row == before) {
            addRow(row, neighbour, savings.distinctStates());
        }
        return row;
    }

    /** Adds what belongs to a new row: its β, and its state, unless another row has brought it. */
    private void addRow(final int row, final int neighbour, final boolean shares) {
        if (temperatures.isPresent()) {
            if (row >= temperature.length) {
                temperature = Arrays.copyOf(temperature, 2 * row + 64);
            }
            temperature[row] = temperatures.get().add(key[environment.stateLength()]);
        }
        if (shared.isEmpty()) {
            addInputs(key, row, neighbour, row);
            return;
        }
        if (row >= sharedState.length) {
            sharedState = Arrays.copyOf(sharedState, 2 * row + 64);
        }
        sharedState[row] = addShared(key, neighbour < 0 ? -1 : sharedState[neighbour], row, shares);
    }

    /** The number of a state that networks evaluate, which is added if it is new. */
    private int addShared(final int[] source, final int neighbour, final int row, final boolean shares) {
        final int before = shared.get().size();
        final int state = shares ? shared.get().add(source, 0) : shared.get().append(source, 0);
        if (state == before) {
            addInputs(source, state, neighbour, row);
        }
        return state;
    }

    /** Adds the states that new rows lead to and come from, and the pairs to be scored, where next states are. */
    void addNextStates() {
        for (; nextStates.length > 0 && expanded < index.size(); expanded++) {
            addNextStates(expanded);
        }
    }

    private void addNextStates(final int row) {
        final int at = row * key.length;
        final int[] rows = index.rows();
        if (!environment.isComplete(rows, at)) {
            environment.forwardMask(rows, at, legal, 0);
            for (int action = 0; action < environment.forwardActions(); action++) {
                if (legal[action]) {
                    copyState(row, next, 0);
                    if (action != environment.stopAction()) {
                        environment.step(next, 0, action);
                    }
                    addPair(0, row, action, action == environment.stopAction());
                }
            }
        }
        if (nextStates.length > 1) {
            environment.backwardMask(rows, at, legal, 0);
            for (int action = 0; action < environment.backwardActions(); action++) {
                if (legal[action]) {
                    copyState(row, next, 0);
                    environment.stepBack(next, 0, action);
                    addPair(1, row, action, false);
                }
            }
        }
    }

    private void addPair(final int number, final int row, final int action, final boolean stops) {
        final int state = sharedState[row];
        nextStates[number].add(row, action, state, stops ? -1 : addShared(next, state, row, savings.distinctStates()),
                temperatures.isEmpty() ? -1 : temperatures.get().shiftAt(temperature[row], number));
    }

    private void addInputs(final int[] source, final int state, final int neighbour, final int row) {
        final int maxActive = environment.maxActiveFeatures();
        final Activations first = activations[0];
        first.addRow();
        final int count = environment.encode(source, 0, first.active(), state * maxActive);
        first.setActiveCount(state, count);
        final int dense = temperatures.isPresent() || nextStates.length > 0 ? 0 : conditionWidth;
        for (int i = 0; i < dense; i++) {
            first.dense()[state * dense + i] = Float.intBitsToFloat(key[environment.stateLength() + i]);
        }
        for (int n = 1; n < activations.length; n++) {
            final Activations other = activations[n];
            other.addRow();
            System.arraycopy(first.active(), state * maxActive, other.active(), state * maxActive, count);
            other.setActiveCount(state, count);
            System.arraycopy(first.dense(), state * dense, other.dense(), state * dense, dense);
        }
        if (temperatures.isPresent() && shared.isEmpty()) {
            temperatures.get().setShifts(activations, state, temperature[row]);
        }
        if (neighbour >= 0 && savings.sparseLayer()) {
            for (final Activations network : activations) {
                network.resembles(state, neighbour);
            }
        }
    }

    /** The distinct β. */
    Optional<EvaluatedTemperatures> temperatures() {
        return temperatures;
    }

    /** The row of {@link #temperatures} that belongs to a row. */
    int temperature(final int row) {
        return temperature[row];
    }

    /** The row of the {@link #activations} that belongs to a row. */
    int state(final int row) {
        return shared.isEmpty() ? row : sharedState[row];
    }

    /**
     * The inverse temperature β that a row is seen under.
     *
     * @param row number of the row
     * @return 1 if the policy knows none
     */
    public double inverseTemperature(final int row) {
        return temperatures.isEmpty() ? 1 : temperatures.get().beta(temperature[row]);
    }

    /** A factor of β, 1 if there is none, or a term, then 0. */
    double scalar(final int row, final int number) {
        return temperatures.isEmpty() ? EvaluatedTemperatures.neutral(number)
                : temperatures.get().scalar(temperature[row], number);
    }

    /**
     * Copies a state out.
     *
     * @param row number of its row
     * @param target overwritten from {@code at} on
     * @param at index of the first int
     */
    public void copyState(final int row, final int[] target, final int at) {
        System.arraycopy(index.rows(), row * key.length, target, at, environment.stateLength());
    }

    /**
     * The conditions under which the rows are seen, but for an inverse temperature, of which a reward knows nothing.
     *
     * @return one for each row
     */
    public Conditions conditions() {
        return conditionWidth == 0 || temperatures.isPresent() ? Conditions.none(size())
                : new Conditions(size(), conditionWidth, activations[0].dense());
    }

    /** The row of {@link #forward} that belongs to a state and a head. */
    int forwardRow(final int row, final int head) {
        return row * forwardHeads + head;
    }

    /**
     * Computes P_F in a state, of all heads. A complete object has no forward actions.
     *
     * @return whether any action is legal, where there should be one
     */
    boolean evaluateForward(final int row, final float[] logits, final int logitsAt) {
        final double factor = scalar(row, TemperatureNetwork.FORWARD_FACTOR);
        final int at = row * key.length;
        final int actions = environment.forwardActions();
        final int first = forwardRow(row, 0);
        final boolean isComplete = environment.isComplete(index.rows(), at);
        boolean isAny = true;
        if (!isComplete) {
            environment.forwardMask(index.rows(), at, forward.mask(), 0);
        }
        for (int head = 0; head < forwardHeads; head++) {
            if (isComplete) {
                forward.clear(first + head);
            } else {
                isAny &= forward.evaluate(first + head, logits, logitsAt + head * actions, factor);
            }
        }
        return isAny;
    }

    /** Makes room for the masks and normalisers of all rows. */
    void ensureCapacity() {
        forward.ensureCapacity(forwardRow(index.size(), 0));
        backward.ensureCapacity(index.size());
    }

    /** Outputs of the network that a head belongs to. */
    float[] outputs(final Head head) {
        final int number = head.network() - activations.length;
        return number < 0 ? activations[head.network()].outputs() : nextStates[number].scores();
    }

    /** Where the outputs of a head for a row are among these. */
    int at(final Head head, final int row) {
        return head.at(head.network() < activations.length ? state(row) : row);
    }

    /**
     * log Σ_a exp of the forward logits: with edge flows as logits, what flows out of the state.
     *
     * @param row the state, evaluated
     * @return nats
     */
    public double logOutflow(final int row) {
        return forward.normaliser(forwardRow(row, 0)) + scalar(row, TemperatureNetwork.OUTFLOW);
    }

    /**
     * log Σ_a exp of the logits of a learned P_B, legal actions only: with counts of paths to parents as logits, log of the
     * number of paths to the state.
     *
     * @param row the state, evaluated
     * @return nats
     */
    public double logBackwardSum(final int row) {
        return backward.normaliser(row);
    }

    /**
     * Draws a forward action from {@code (1 − ε) Q + ε uniform}, where {@code Q(a) ∝ (P_F(a) exp(−c [a = stop]))^(1/T)}: the
     * soft-max of the logits after c is subtracted from that of the stop action, at temperature T.
     *
     * @param row the state, evaluated, not complete
     * @param head whose P_F; 0 is the policy's
     * @param epsilon share of actions drawn at random from the legal ones, 0 to 1
     * @param temperature T, above 0
     * @param stopBias c, at least 0; without a meaning where there is no stop action
     * @param uniform between 0 and 1
     * @return a legal action
     */
    public int sampleForward(final int row, final int head, final double epsilon, final double temperature,
            final double stopBias, final double uniform) {
        final int at = forwardRow(row, head);
        if (uniform < epsilon) {
            return forward.sampleUniform(at, uniform / epsilon);
        }
        final double left = (uniform - epsilon) / (1 - epsilon);
        return temperature == 1 && stopBias == 0 ? forward.sample(at, left)
                : forward.sampleReshaped(at, temperature, environment.stopAction(), Math.exp(-stopBias), left);
    }

    /**
     * Draws a backward action from a learned P_B.
     *
     * @param row the state, evaluated, not s₀
     * @param uniform between 0 and 1
     * @return a legal backward action
     */
    public int sampleBackward(final int row, final double uniform) {
        return backward.sample(row, uniform);
    }
}
