package org.gflownet4j.operation;

import java.util.List;

/**
 * What a node does, without KNIME. Nodes, the command line and Java programs all come through here.
 *
 * @param <S> its settings: a record whose components carry {@link Setting}
 */
public interface Operation<S extends Record> {

    /**
     * The node's name.
     *
     * @return for example {@code GFlowNet Learner}
     */
    String name();

    /**
     * What it is for.
     *
     * @return one sentence
     */
    String description();

    /**
     * What it needs, and what it can use.
     *
     * @return input ports in their order, the optional ones last
     */
    List<Port> inputs();

    /**
     * What it gives.
     *
     * @return output ports in their order
     */
    List<Port> outputs();

    /**
     * Settings with which it works on ordinary input.
     *
     * @return the defaults
     */
    S defaults();

    /**
     * Does the work.
     *
     * @param settings what the user chose
     * @param inputs one object per input port, of its type's class; for an optional port an {@link java.util.Optional} of it
     * @param execution progress, cancel, checkpoints
     * @return one object per output port
     * @throws OperationException if the input or a setting does not allow it
     * @throws java.util.concurrent.CancellationException if the user cancelled it
     */
    List<Object> run(S settings, List<Object> inputs, Execution execution);
}
