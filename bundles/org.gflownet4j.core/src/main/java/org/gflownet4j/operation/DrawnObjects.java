package org.gflownet4j.operation;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.report.NumberText;
import org.gflownet4j.sample.Sampler;
import org.gflownet4j.sample.Trajectories;

/** The different objects that the Sampler drew, without the known ones, and how often each was drawn. */
final class DrawnObjects {

    /** Draws of a round, at least; a draw belongs to the same random numbers whatever the rounds are. */
    private static final int ROUND = 512;
    private static final int MAX_ROUND = 1 << 16;
    /** Draws that are made before drawing different objects is given up, at least. */
    private static final long LEAST_LIMIT = 100_000;
    private static final int DRAWS_PER_OBJECT = 100;
    /** Drawing is also given up when fewer than one in {@value #HARDLY} of so many draws are new. */
    private static final int STALL_DRAWS = 10_000;
    private static final int HARDLY = 1000;

    private final Environment space;
    private final int width;
    private final Sampler sampler;
    private final long seed;
    private final Progress progress;

    private final StateIndex distinct;
    private int[] times = new int[1024];
    private final StateIndex known;
    private int[] knownTimes = new int[0];
    private long knownDraws;

    DrawnObjects(final Environment space, final Sampler sampler, final long seed, final Progress progress) {
        this.space = space;
        this.width = space.stateLength();
        this.sampler = sampler;
        this.seed = seed;
        this.progress = progress;
        this.distinct = new StateIndex(width, 16);
        this.known = new StateIndex(width, 16);
    }

    /** Leaves these out of what is drawn from now on; rows without an object of the space are passed over. */
    void exclude(final ObjectColumn objects) {
        for (int i = 0; i < objects.count(); i++) {
            if (i % ROUND == 0) {
                progress.checkCancelled();
            }
            known.add(objects.states(), i * width);
        }
        knownTimes = new int[known.size()];
        if (objects.foreign() > 0) {
            progress.warn(NumberText.of(objects.foreign()) + " of " + NumberText.of(objects.rows())
                    + " known objects do not belong to this design space and were passed over; the first is "
                    + objects.firstProblem());
        }
    }

    /** Draws a number of times. */
    void draw(final int count) {
        sampler.draw(count, seed, batch -> {
            for (int b = 0; b < batch.count(); b++) {
                add(batch, b);
            }
        }, progress);
    }

    /**
     * Draws until there are as many different objects, there are no others, or hardly any new ones come up any more.
     *
     * @param wanted how many
     * @return why there are not as many as wanted; empty if there are
     */
    Optional<String> drawDifferent(final int wanted) {
        final long limit = Math.max(LEAST_LIMIT, (long) DRAWS_PER_OBJECT * wanted);
        final long stall = Math.max(STALL_DRAWS, wanted);
        long draws = 0;
        long lookedAt = 0;
        int foundThen = 0;
        while (distinct.size() < wanted) {
            if (known.size() + (double) distinct.size() >= space.objectCount()) {
                return Optional.of(known.size() > 0 ? "all others of the design space are known"
                        : "the design space has no more");
            }
            if (draws >= limit) {
                return Optional.of("drawing ended after " + NumberText.of(draws) + " draws");
            }
            if (draws - lookedAt >= stall) {
                if (distinct.size() - foundThen < (draws - lookedAt) / HARDLY) {
                    return Optional
                            .of("of the last " + NumberText.of(draws - lookedAt) + " draws, hardly any were new");
                }
                lookedAt = draws;
                foundThen = distinct.size();
            }
            final int found = distinct.size();
            progress.report((double) found / wanted,
                    () -> "Found " + NumberText.of(found) + " of " + NumberText.of(wanted) + " different objects");
            final int round = (int) Math.min(limit - draws, Math.min(MAX_ROUND, Math.max(ROUND, wanted - found)));
            sampler.draw(draws, round, seed, batch -> {
                for (int b = 0; b < batch.count() && distinct.size() < wanted; b++) {
                    add(batch, b);
                }
            }, progress);
            draws += round;
        }
        return Optional.empty();
    }

    private void add(final Trajectories batch, final int b) {
        final int at = b * width;
        final int object = known.size() == 0 ? -1 : known.find(batch.objects(), at);
        if (object >= 0) {
            knownTimes[object]++;
            knownDraws++;
            return;
        }
        if ((distinct.size() + 1L) * width > Evaluation.MAX_INTS && distinct.find(batch.objects(), at) < 0) {
            throw new OperationException("The Sampler can not hold more than " + distinct.size()
                    + " objects of this design space at once.", "Draw fewer objects.");
        }
        final int number = distinct.add(batch.objects(), at);
        if (number == times.length) {
            times = Arrays.copyOf(times, number * 2);
        }
        times[number]++;
    }

    /** Different objects. */
    int count() {
        return distinct.size();
    }

    /** The objects in the order in which they were first drawn, {@code [object][stateLength]}; longer than needed. */
    int[] states() {
        return distinct.rows();
    }

    /** How often each was drawn; longer than needed. */
    int[] times() {
        return times;
    }

    /** The known objects that were drawn, {@code [object][stateLength]}. */
    int[] knownStates() {
        return IntStream.range(0, knownTimes.length).filter(object -> knownTimes[object] > 0)
                .flatMap(object -> Arrays.stream(known.rows(), object * width, (object + 1) * width)).toArray();
    }

    /** How often each of them was drawn. */
    int[] knownTimes() {
        return Arrays.stream(knownTimes).filter(count -> count > 0).toArray();
    }

    /** What was left out, in a sentence; empty if nothing was. */
    Optional<String> leftOut() {
        final int objects = knownTimes().length;
        if (objects == 0) {
            return Optional.empty();
        }
        return Optional.of(distinct.size() == 0
                ? "All that was drawn is known (" + NumberText.of(objects) + " different objects), so nothing is left."
                : NumberText.of(objects) + " known " + (objects == 1 ? "object was" : "objects were")
                        + " drawn again and left out (in " + NumberText.of(knownDraws) + " draws).");
    }
}
