package org.gflownet4j.reward;

/** What it costs to ask a reward, and so how it is asked. */
public enum RewardCost {

    /** A formula or a look-up, microseconds per object: asked directly, wherever objects come up, by several threads at once. */
    CHEAP,
    /**
     * Slow per call rather than per object, or not thread-safe: a model that computes batches, a program, an interpreter. Asked
     * once about all objects of a batch, and never twice at the same time.
     */
    BATCHED,
    /** Slow per object and thread-safe: asked about one object at a time, by several threads at once. */
    PARALLEL
}
