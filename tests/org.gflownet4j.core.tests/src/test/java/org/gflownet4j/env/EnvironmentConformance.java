package org.gflownet4j.env;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.gflownet4j.progress.Progress;
import org.gflownet4j.random.CounterRandom;

/** What every environment must keep to, checked along random walks and, for a small one, over all of its states. */
final class EnvironmentConformance {

    private final Environment environment;
    private final int width;
    private final long seed;

    EnvironmentConformance(final Environment environment) {
        this(environment, 7);
    }

    EnvironmentConformance(final Environment environment, final long seed) {
        this.environment = environment;
        this.width = environment.stateLength();
        this.seed = seed;
    }

    /** Everything, for an environment of at most 100 000 states. */
    void checkAll(final int walks, final int objects) {
        checkRandomWalks(walks);
        checkWholeSpace();
        checkPaths();
        checkDistance(objects);
        checkDescription();
    }

    /** Walks from the source at random and checks each state and step on the way. */
    void checkRandomWalks(final int walks) {
        for (int walk = 0; walk < walks; walk++) {
            // the state stands in the middle of a larger array: nothing outside of it may be touched
            final int at = 3;
            final int[] states = new int[at + width + 2];
            Arrays.fill(states, 77);
            environment.writeInitial(states, at);
            assertEquals(0, environment.parentCount(states, at), "the source has no parent");
            int steps = 0;
            while (!environment.isComplete(states, at)) {
                final int action = randomLegal(forwardMask(states, at), walk, steps);
                steps++;
                assertTrue(steps <= environment.maxTrajectoryLength(), "longer than the longest trajectory");
                if (action == environment.stopAction()) {
                    break;
                }
                checkStep(states, at, action);
            }
            checkText(states, at);
            environment.writeInitial(states, at);
            assertEquals(0, environment.parentCount(states, at), "the source can be written over any state");
            assertEquals(77, states[at - 1], "wrote before the state");
            assertEquals(77, states[at + width], "wrote behind the state");
        }
    }

    private void checkStep(final int[] states, final int at, final int action) {
        final int[] before = states.clone();
        final int backward = environment.backwardActionOf(states, at, action);
        assertArrayEquals(before, states, "asking for the backward action changes nothing");
        environment.step(states, at, action);
        final int[] after = states.clone();
        final boolean[] backwardLegal = backwardMask(states, at);
        assertTrue(backwardLegal[backward], "the backward action of a step is legal in the child");
        assertEquals(count(backwardLegal), environment.parentCount(states, at), "as many parents as backward actions");
        assertEquals(action, environment.forwardActionOf(states, at, backward),
                "forward action of the backward action");
        environment.stepBack(states, at, backward);
        assertArrayEquals(before, states, "a step back undoes a step");
        System.arraycopy(after, 0, states, 0, states.length);
        checkEncoding(states, at);
        for (int b = 0; b < backwardLegal.length; b++) {
            if (backwardLegal[b]) {
                final int forward = environment.forwardActionOf(states, at, b);
                environment.stepBack(states, at, b);
                assertTrue(forwardMask(states, at)[forward],
                        "the action that a step back undoes is legal in the parent");
                assertEquals(b, environment.backwardActionOf(states, at, forward));
                environment.step(states, at, forward);
                assertArrayEquals(after, states, "a step undoes a step back");
            }
        }
    }

    private void checkEncoding(final int[] states, final int at) {
        final int[] active = new int[environment.maxActiveFeatures()];
        final int count = environment.encode(states, at, active, 0);
        assertEquals(count, Arrays.stream(active, 0, count).distinct().count(), "no feature twice");
        assertTrue(Arrays.stream(active, 0, count).allMatch(f -> f >= 0 && f < environment.features()));
    }

    private void checkText(final int[] states, final int at) {
        final int[] read = new int[width];
        environment.parse(environment.text(states, at), read, 0);
        assertArrayEquals(Arrays.copyOfRange(states, at, at + width), read, "text reads back as the same state");
    }

    /** Over all states: children and parents are the same edges, encodings differ, objects are as many as claimed. */
    void checkWholeSpace() {
        final StateSpace space = StateSpace.of(environment, 100_000, Progress.NONE).orElseThrow();
        assertEquals(environment.objectCount(), space.objects().length, "number of objects");
        final Map<Integer, Set<Integer>> parents = new HashMap<>();
        final Set<String> encodings = new HashSet<>();
        final Set<String> texts = new HashSet<>();
        for (final int object : space.objects()) {
            assertTrue(texts.add(environment.text(space.states(), object * width)), "two objects with the same text");
            checkText(space.states(), object * width);
        }
        final int[] active = new int[environment.maxActiveFeatures()];
        for (int s = 0; s < space.size(); s++) {
            final int count = environment.encode(space.states(), s * width, active, 0);
            assertTrue(encodings.add(Arrays.toString(Arrays.copyOf(active, count))), "two states look the same");
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                if (space.edgeTarget(e) != StateSpace.SINK) {
                    assertTrue(parents.computeIfAbsent(space.edgeTarget(e), t -> new HashSet<>()).add(s),
                            "two actions lead to the same child");
                }
            }
        }
        for (int s = 0; s < space.size(); s++) {
            assertEquals(parents.getOrDefault(s, Set.of()), parentsByStepBack(space, s),
                    "forward parents of state " + s);
        }
        assertFalse(parents.containsKey(0), "the source is no child");
    }

    /**
     * Over all states: paths have one length and as many of them lead to a state as is claimed; a policy's probabilities sum
     * to one; flags say what is so.
     */
    void checkPaths() {
        final StateSpace space = StateSpace.of(environment, 100_000, Progress.NONE).orElseThrow();
        final double[] paths = new double[space.size()];
        final double[] probability = new double[space.size()];
        final int[] depth = new int[space.size()];
        Arrays.fill(depth, -1);
        depth[0] = 0;
        paths[0] = 1;
        probability[0] = 1;
        double atObjects = 0;
        int longest = 0;
        boolean allStop = true;
        boolean tree = true;
        // states are numbered level by level, so parents come first
        for (int s = 0; s < space.size(); s++) {
            final int edges = space.edgeStart(s + 1) - space.edgeStart(s);
            final double counted = environment.logPathCount(space.states(), s * width);
            if (!Double.isNaN(counted)) {
                assertEquals(Math.log(paths[s]), counted, 1e-9, () -> "log of the number of paths");
            }
            tree &= environment.parentCount(space.states(), s * width) <= 1;
            allStop &= space.stopEdge(s) >= 0;
            if (edges == 0) {
                assertTrue(environment.isComplete(space.states(), s * width), "only complete states have no action");
                atObjects += probability[s];
                longest = Math.max(longest, depth[s]);
            }
            for (int e = space.edgeStart(s); e < space.edgeStart(s + 1); e++) {
                final int child = space.edgeTarget(e);
                if (child == StateSpace.SINK) {
                    atObjects += probability[s] / edges;
                    longest = Math.max(longest, depth[s] + 1);
                } else {
                    assertTrue(depth[child] < 0 || depth[child] == depth[s] + 1, "paths of different lengths");
                    depth[child] = depth[s] + 1;
                    paths[child] += paths[s];
                    probability[child] += probability[s] / edges;
                }
            }
        }
        assertEquals(1, atObjects, 1e-9, "probability of all objects");
        assertEquals(environment.maxTrajectoryLength(), longest, "longest trajectory");
        assertEquals(allStop, environment.everyStateStops(), "every state stops");
        assertTrue(tree || !environment.isTree(), "claims to be a tree");
    }

    /** The description builds an environment that does the same. */
    void checkDescription() {
        final Environment copy = Environments.fromDescription(environment.description());
        assertEquals(environment.description(), copy.description());
        assertEquals(environment.title(), copy.title());
        assertEquals(environment.forwardActions(), copy.forwardActions());
        assertEquals(environment.backwardActions(), copy.backwardActions());
        assertEquals(environment.stateLength(), copy.stateLength());
        assertEquals(environment.objectCount(), copy.objectCount());
    }

    /** Over some objects: the distance is a metric, wherever in an array the objects stand. */
    void checkDistance(final int most) {
        final StateSpace space = StateSpace.of(environment, 100_000, Progress.NONE).orElseThrow();
        final int count = Math.min(most, space.objects().length);
        final int[] objects = new int[1 + count * width];
        for (int i = 0; i < count; i++) {
            System.arraycopy(space.states(), space.objects()[i * space.objects().length / count] * width, objects,
                    1 + i * width, width);
        }
        final double[][] distance = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                distance[i][j] = environment.distance(objects, 1 + i * width, objects, 1 + j * width);
                final int[] other = Arrays.copyOfRange(objects, 1 + j * width, 1 + (j + 1) * width);
                assertEquals(distance[i][j], environment.distance(objects, 1 + i * width, other, 0), "other array");
                assertEquals(i == j, distance[i][j] == 0, "0 for equal objects only");
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                assertEquals(distance[i][j], distance[j][i], "the same in both directions");
                for (int k = 0; k < count; k++) {
                    assertTrue(distance[i][k] <= distance[i][j] + distance[j][k], "no way round is shorter");
                }
            }
        }
    }

    private Set<Integer> parentsByStepBack(final StateSpace space, final int s) {
        final Set<Integer> found = new HashSet<>();
        final int[] state = new int[width];
        final boolean[] legal = backwardMask(space.states(), s * width);
        for (int b = 0; b < legal.length; b++) {
            if (legal[b]) {
                System.arraycopy(space.states(), s * width, state, 0, width);
                environment.stepBack(state, 0, b);
                assertTrue(found.add(space.find(state, 0)), "two backward actions lead to the same parent");
            }
        }
        return found;
    }

    private boolean[] forwardMask(final int[] states, final int at) {
        final boolean[] legal = new boolean[environment.forwardActions() + 2];
        environment.forwardMask(states, at, legal, 1);
        assertFalse(legal[0] || legal[legal.length - 1], "wrote outside of the mask");
        assertTrue(count(legal) > 0, "a state that is not complete has a legal action");
        return Arrays.copyOfRange(legal, 1, legal.length - 1);
    }

    private boolean[] backwardMask(final int[] states, final int at) {
        final boolean[] legal = new boolean[environment.backwardActions()];
        environment.backwardMask(states, at, legal, 0);
        return legal;
    }

    private static int count(final boolean[] mask) {
        int count = 0;
        for (final boolean legal : mask) {
            count += legal ? 1 : 0;
        }
        return count;
    }

    private int randomLegal(final boolean[] legal, final int walk, final int step) {
        int left = (int) (CounterRandom.uniform(seed, walk, step) * count(legal));
        for (int a = 0; a < legal.length; a++) {
            if (legal[a] && left-- == 0) {
                return a;
            }
        }
        throw new AssertionError("no legal action");
    }
}
