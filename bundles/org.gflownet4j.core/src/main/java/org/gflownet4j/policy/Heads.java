package org.gflownet4j.policy;

import java.util.List;

import org.gflownet4j.env.Environment;

/**
 * Which outputs of which network say what.
 *
 * @param outputs number of outputs of each network
 * @param forward logits of P_F; of several, one behind the other
 * @param backward logits of a learned P_B
 * @param flow log F(s)
 * @param value a critic's value
 */
record Heads(List<Integer> outputs, Head forward, Head backward, Head flow, Head value) {

    static Heads of(final Environment environment, final Architecture architecture, final int forwardHeads) {
        final int forwards = Math.multiplyExact(environment.forwardActions(), forwardHeads);
        final int backwards = architecture.backward() == BackwardPolicy.LEARNED && !environment.isTree()
                ? environment.backwardActions() : 0;
        final int flows = architecture.stateFlow() ? 1 : 0;
        final int values = architecture.stateValue() ? 1 : 0;
        if (architecture.scoring() == Scoring.NEXT_STATES) {
            return ofNextStates(2 * architecture.hidden().get(architecture.hidden().size() - 1), forwards, backwards,
                    flows, values);
        }
        return architecture.separateTrunks() ? apart(forwards, backwards, flows, values)
                : together(forwards, backwards, flows, values);
    }

    /** An encoder for P_F, one for a learned P_B, a network for what is said of states; behind them, scores of next states. */
    private static Heads ofNextStates(final int encoding, final int forwards, final int backwards, final int flows,
            final int values) {
        final List<Integer> outputs = List.of(encoding, backwards > 0 ? encoding : 0, flows + values).stream()
                .filter(width -> width > 0).toList();
        final int networks = outputs.size();
        return new Heads(outputs, Head.of(networks, 0, forwards, forwards),
                Head.of(networks + 1, 0, backwards, backwards), Head.of(networks - 1, 0, flows, flows + values),
                Head.of(networks - 1, flows, values, flows + values));
    }

    /** One network for all. */
    private static Heads together(final int forwards, final int backwards, final int flows, final int values) {
        final int outputs = forwards + backwards + flows + values;
        return new Heads(List.of(outputs), Head.of(0, 0, forwards, outputs),
                Head.of(0, forwards, backwards, outputs), Head.of(0, forwards + backwards, flows, outputs),
                Head.of(0, forwards + backwards + flows, values, outputs));
    }

    /** A network for P_F, one for a learned P_B, one for what is said of states. */
    private static Heads apart(final int forwards, final int backwards, final int flows, final int values) {
        final List<Integer> outputs = List.of(forwards, backwards, flows + values).stream()
                .filter(width -> width > 0).toList();
        final int last = outputs.size() - 1;
        return new Heads(outputs, Head.of(0, 0, forwards, forwards), Head.of(1, 0, backwards, backwards),
                Head.of(last, 0, flows, flows + values), Head.of(last, flows, values, flows + values));
    }
}
