package org.gflownet4j.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.gflownet4j.replay.ReplayContents;

/**
 * All that a training run needs to go on as if it had never stopped, to the last bit: what a checkpoint holds besides the
 * model. Random numbers depend on the seed and the number of a trajectory alone, so the trajectories drawn so far are the
 * state of the random generator.
 *
 * <p>Each part of a run keeps its numbers under names of its own; a new part adds names, and nothing else changes.
 *
 * @param setup what the run was started with and has to go on with: name → value, both as a user reads them
 * @param counters whole numbers, by name
 * @param measures real numbers, by name; each may be infinite or NaN
 * @param vectors one number per parameter of the policy each, unless they are of another network or {@link #MEMORY}, by name;
 *            not copied, must not be changed
 * @param log complete lines of the training log, oldest first
 * @param replay what the replay buffer holds
 */
public record TrainingState(Map<String, String> setup, SortedMap<String, Long> counters,
        SortedMap<String, Double> measures, SortedMap<String, float[]> vectors, List<LogRow> log,
        ReplayContents replay) {

    /** Vectors whose names begin so belong to another network than the policy's, and have a length of their own. */
    public static final String OTHER_NETWORK = "other-";

    /**
     * The vector that holds remembered trajectories: as many numbers as they have, not one per parameter.
     */
    public static final String MEMORY = "remembered-trajectories";

    static final String UPDATES = "updates";
    private static final String SEED = "seed";

    /** Copies the maps and the list, but not the vectors. */
    public TrainingState {
        setup = Collections.unmodifiableMap(new LinkedHashMap<>(setup));
        counters = Collections.unmodifiableSortedMap(new TreeMap<>(counters));
        measures = Collections.unmodifiableSortedMap(new TreeMap<>(measures));
        vectors = Collections.unmodifiableSortedMap(new TreeMap<>(vectors));
        log = List.copyOf(log);
    }

    /**
     * The state of a run without replay.
     *
     * @param setup what the run was started with and has to go on with
     * @param counters whole numbers, by name
     * @param measures real numbers, by name
     * @param vectors one number per parameter of the policy each, by name; not copied, must not be changed
     * @param log complete lines of the training log, oldest first
     */
    public TrainingState(final Map<String, String> setup, final SortedMap<String, Long> counters,
            final SortedMap<String, Double> measures, final SortedMap<String, float[]> vectors,
            final List<LogRow> log) {
        this(setup, counters, measures, vectors, log, ReplayContents.NONE);
    }

    /**
     * Gradient steps done.
     *
     * @return at least 0
     * @throws IllegalArgumentException if the state does not say
     */
    public int updates() {
        return count(UPDATES, Integer.MAX_VALUE);
    }

    /**
     * The seed of everything random.
     *
     * @return any number
     * @throws IllegalArgumentException if the state does not say
     */
    public long seed() {
        try {
            return Long.parseLong(Objects.requireNonNullElse(setup.get(SEED), ""));
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("The state of training is damaged: it has no random seed.", e);
        }
    }

    /**
     * Refuses to go on with other settings.
     *
     * @param now what the run would go on with
     * @throws IllegalArgumentException naming what differs
     */
    void requireSetup(final Map<String, String> now) {
        final List<String> differences = new ArrayList<>();
        now.forEach((name, value) -> {
            if (!value.equals(setup.get(name))) {
                differences.add(name + " " + Objects.requireNonNullElse(setup.get(name), "unknown") + " there, " + value
                        + " here");
            }
        });
        setup.forEach((name, value) -> {
            if (!now.containsKey(name)) {
                differences.add(name + " " + value + " there, none here");
            }
        });
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("The training that should go on had other settings: "
                    + String.join("; ", differences) + ".");
        }
    }

    /** A whole number from 0 to a limit. */
    int count(final String name, final int most) {
        return (int) count(name, (long) most);
    }

    /** A whole number from 0 to a limit. */
    long count(final String name, final long most) {
        final Long value = counters.get(name);
        if (value == null || value < 0 || value > most) {
            throw new IllegalArgumentException(
                    "The state of training is damaged: \"" + name + "\" should be 0 to " + most
                            + ", and is " + value + ".");
        }
        return value;
    }

    /** A real number. */
    double measure(final String name) {
        final Double value = measures.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The state of training is damaged: \"" + name + "\" is missing.");
        }
        return value;
    }

    /** A vector of any length. */
    float[] vector(final String name) {
        return vector(name, vectors.getOrDefault(name, new float[0]).length);
    }

    /** A vector of a given length. */
    float[] vector(final String name, final int length) {
        final float[] vector = vectors.get(name);
        if (vector == null || vector.length != length) {
            throw new IllegalArgumentException(
                    "The state of training does not fit: \"" + name + "\" should have " + length
                            + " numbers, and has " + (vector == null ? 0 : vector.length) + ".");
        }
        return vector;
    }

    /** A vector of a given length, all of its numbers finite. */
    float[] finiteVector(final String name, final int length) {
        final float[] vector = vector(name, length);
        for (final float value : vector) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("The state of training is damaged: \"" + name
                        + "\" holds a number that is infinite or none.");
            }
        }
        return vector;
    }

    /** Collects a state, part by part. */
    static final class Builder {
        private final SortedMap<String, Long> counters = new TreeMap<>();
        private final SortedMap<String, Double> measures = new TreeMap<>();
        private final SortedMap<String, float[]> vectors = new TreeMap<>();
        private ReplayContents replay = ReplayContents.NONE;

        Builder count(final String name, final long value) {
            counters.put(name, value);
            return this;
        }

        Builder measure(final String name, final double value) {
            measures.put(name, value);
            return this;
        }

        /** Adds a vector, which must not be changed any more. */
        Builder vector(final String name, final float[] value) {
            vectors.put(name, value);
            return this;
        }

        /** Sets what the replay buffer holds. */
        Builder replay(final ReplayContents contents) {
            replay = contents;
            return this;
        }

        TrainingState build(final Map<String, String> setup, final List<LogRow> log) {
            return new TrainingState(setup, counters, measures, vectors, log, replay);
        }
    }
}
