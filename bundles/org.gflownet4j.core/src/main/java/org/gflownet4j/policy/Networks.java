package org.gflownet4j.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Environment;
import org.gflownet4j.nn.Activations;
import org.gflownet4j.nn.Mlp;
import org.gflownet4j.nn.PairScorer;
import org.gflownet4j.nn.WeightNoise;
import org.gflownet4j.random.CounterRandom;

/** The networks of a policy, their parameters one behind the other from index 0 on, and which of their outputs say what. */
final class Networks {

    /** Random stream that no trajectory has: seeds of noise. */
    private static final long NOISE = Long.MIN_VALUE + 1;

    private final Environment environment;
    private final int conditionWidth;
    private final Heads heads;
    private final List<Mlp> networks = new ArrayList<>();
    /** After the last parameter of what is said of states. */
    private final int endOfStates;
    /** Behind the encoders of P_F and of a learned P_B; none where logits are scores of actions. */
    private final List<PairScorer> scorers = new ArrayList<>();
    private final Optional<TemperatureNetwork> temperature;

    Networks(final Environment environment, final Architecture architecture, final int conditionWidth,
            final Optional<TemperatureInput> input, final Savings savings, final int forwardHeads) {
        this.environment = environment;
        this.conditionWidth = conditionWidth;
        this.heads = Heads.of(environment, architecture, forwardHeads);
        final int[] hidden = architecture.hidden().stream().mapToInt(Integer::intValue).toArray();
        final boolean scoresNextStates = architecture.scoring() == Scoring.NEXT_STATES;
        final int encoders = scoresNextStates ? heads.backward().exists() ? 2 : 1 : 0;
        final int vector = hidden[hidden.length - 1];
        int at = 0;
        for (final int outputs : heads.outputs()) {
            final Mlp network = new Mlp(environment.features(), environment.maxActiveFeatures(),
                    input.isPresent() ? 0 : conditionWidth, hidden, outputs, architecture.activation(),
                    architecture.layerNorm(), savings.sparseLayer(), at);
            networks.add(network);
            at += network.parameterCount();
            if (scorers.size() < encoders) {
                final PairScorer scorer = new PairScorer(vector, architecture.activation(), at);
                scorers.add(scorer);
                at += scorer.parameterCount();
            }
        }
        this.endOfStates = at;
        this.temperature = input.map(given -> new TemperatureNetwork(given, architecture.activation(),
                scoresNextStates ? encoders : networks.size(), scoresNextStates ? vector : hidden[0],
                scoresNextStates, endOfStates));
    }

    /** Scores of next states, empty; none where logits are scores of actions. */
    NextStates[] newNextStates() {
        final NextStates[] all = new NextStates[scorers.size()];
        for (int k = 0; k < all.length; k++) {
            all[k] = new NextStates(scorers.get(k), k, k == 0 ? environment.forwardActions()
                    : environment.backwardActions(), networks.get(k).outputs() / 2);
        }
        return all;
    }

    /** What is said of β alone; empty for policies that do not know it. */
    Optional<TemperatureNetwork> temperature() {
        return temperature;
    }

    /** Where parameters that belong to log Z alone begin. */
    int logPartitionFrom() {
        return temperature.map(TemperatureNetwork::logPartitionFrom).orElse(endOfStates);
    }

    int count() {
        return networks.size();
    }

    Mlp get(final int number) {
        return networks.get(number);
    }

    Heads heads() {
        return heads;
    }

    /** Parameters of all networks. */
    int parameterCount() {
        return temperature.map(TemperatureNetwork::end).orElse(endOfStates);
    }

    /** After the last parameter of what is said of states. */
    int endOfStates() {
        return endOfStates;
    }

    /** After the last parameter of what says P_B, where it has a network of its own. */
    int endOfBackward() {
        final int number = scorers.isEmpty() ? heads.backward().network() : 1;
        return scorers.isEmpty() ? networks.get(number).parameterOffset() + networks.get(number).parameterCount()
                : scorers.get(1).parameterOffset() + scorers.get(1).parameterCount();
    }

    /** Outputs and hidden values per state, and probabilities of the actions. */
    long valuesPerState(final Architecture architecture) {
        final long hidden = architecture.hidden().stream().mapToLong(Integer::longValue).sum();
        final long pairs = scorers.isEmpty() ? 0
                : (long) (heads.forward().width() + heads.backward().width())
                        * architecture.hidden().get(architecture.hidden().size() - 1);
        return networks.stream().mapToLong(network -> hidden + network.outputs()).sum() + heads.forward().width()
                + heads.backward().width() + pairs;
    }

    Activations[] newActivations() {
        return networks.stream().map(Mlp::newActivations).toArray(Activations[]::new);
    }

    void initialise(final float[] vector, final long seed) {
        for (final Mlp network : networks) {
            network.initialise(vector, seed + network.parameterOffset());
        }
        for (int k = 0; k < scorers.size(); k++) {
            // the layer of pairs is a hidden one, so its inputs must not be 0
            final Mlp encoder = networks.get(k);
            encoder.initialiseEncoding(vector, seed + encoder.parameterOffset());
            scorers.get(k).initialise(vector);
        }
        temperature.ifPresent(network -> network.initialise(vector, seed));
    }

    /** Adds noise to the last layer of P_F. */
    void addNoise(final float[] vector, final double noise, final long seed, final long stream) {
        final Head forward = heads.forward();
        WeightNoise.add(networks.get(forward.network()), vector, forward.offset(), forward.width(), noise,
                CounterRandom.bits(seed, NOISE, stream));
    }

    /**
     * Computes the outputs of the states added since the last time, and P_F and a learned P_B there.
     *
     * @throws DeadEndException if a state is not complete and has no legal action
     */
    void evaluate(final ComputeBackend backend, final float[] vector, final EvaluatedStates states) {
        final int from = states.evaluated;
        final int to = states.size();
        states.addNextStates();
        if (temperature.isPresent()) {
            final EvaluatedTemperatures temperatures = states.temperatures().orElseThrow();
            temperature.get().evaluate(backend, vector, temperatures);
            temperatures.giveShifts(states.activations);
            temperatures.giveShifts(states.nextStates);
        }
        for (int n = 0; n < states.activations.length; n++) {
            networks.get(n).forward(backend, vector, states.activations[n], states.evaluatedStates,
                    states.evaluations());
        }
        states.evaluatedStates = states.evaluations();
        for (final NextStates next : states.nextStates) {
            next.score(vector, states.activations[next.encoder].outputs(), to);
        }
        states.ensureCapacity();
        final int width = environment.stateLength() + conditionWidth;
        final int[] rows = states.index.rows();
        for (int row = from; row < to; row++) {
            if (!states.evaluateForward(row, states.outputs(heads.forward()), states.at(heads.forward(), row))) {
                throw new DeadEndException(environment, rows, row * width);
            }
            if (heads.backward().exists()) {
                environment.backwardMask(rows, row * width, states.backward.mask(), 0);
                states.backward.evaluate(row, states.outputs(heads.backward()), states.at(heads.backward(), row),
                        states.scalar(row, TemperatureNetwork.BACKWARD_FACTOR));
            }
        }
        states.evaluated = to;
    }
}
