package org.gflownet4j.operation;

import java.util.List;
import java.util.Optional;

/** All operations. */
public final class Operations {

    private static final List<Operation<?>> ALL = List.of(new ExampleDataOperation(), new SequenceSpaceOperation(),
            new CombinatorialLibrarySpaceOperation(), new HypergridSpaceOperation(), new TableRewardOperation(),
            new LearnerOperation(), new SamplerOperation(), new ScorerOperation(),
            new EvaluatorOperation());

    private static final String SUFFIX = "Operation";

    private Operations() {
    }

    /**
     * All operations, in the order in which a user meets them.
     *
     * @return not empty
     */
    public static List<Operation<?>> all() {
        return ALL;
    }

    /**
     * The short name of an operation: its class name without its ending.
     *
     * @param operation one of {@link #all()}
     * @return for example {@code Learner}
     */
    public static String id(final Operation<?> operation) {
        final String name = operation.getClass().getSimpleName();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /**
     * Finds an operation.
     *
     * @param id its short name
     * @return the operation, if there is one of that name
     */
    public static Optional<Operation<?>> find(final String id) {
        return ALL.stream().filter(operation -> id(operation).equals(id)).findFirst();
    }
}
