package org.gflownet4j.reward;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.progress.Progress;

/**
 * A slow reward, such as a docking program, a network in another format or a script, asked with care:
 *
 * <ul>
 * <li>each distinct object of a batch once, and not at all if its reward is remembered;
 * <li>in one call or in parallel, as the reward prefers ({@link RewardCost});
 * <li>on other threads, so that a call that hangs can be cancelled, and has a time limit; it is then interrupted and left
 * alone;
 * <li>each value is checked; now and then an object is asked about again, and if the reward does not agree with itself
 * the user is warned, once. That is no failure: many scores are noisy, an objective then learns from the first value of
 * each object, and hours of scoring should not be lost for it;
 * <li>calls, objects and seconds are counted.
 * </ul>
 *
 * <p>With a reward that depends on the object alone the values are those of the reward itself, to the last bit. Thread-safe:
 * one question at a time.
 */
public class OracleReward implements LogReward {

    private final LogReward reward;
    private final Environment space;
    private final OracleSettings settings;
    private final OracleThreads threads;
    private final OracleAnswers answers;
    private volatile Progress progress = Progress.NONE;

    private OracleReward(final LogReward reward, final Environment space, final OracleSettings settings) {
        this.reward = reward;
        this.space = space;
        this.settings = settings;
        this.threads = new OracleThreads(reward.cost(), settings.secondsPerCall());
        this.answers = answers(reward);
    }

    /** One that says something of unfinished objects, too; their values are remembered apart. */
    private static final class Partial extends OracleReward implements PartialLogReward {
        private final OracleAnswers partial;

        Partial(final PartialLogReward reward, final Environment space, final OracleSettings settings) {
            super(reward, space, settings);
            this.partial = answers(reward::logPartialRewards);
        }

        @Override
        public synchronized void logPartialRewards(final int[] states, final int count, final Conditions conditions,
                final double[] result) {
            answer(partial, states, count, conditions, result);
        }

        @Override
        public PartialLogReward costing(final RewardCost other) {
            return (PartialLogReward) super.costing(other);
        }

        @Override
        public synchronized OracleUse use() {
            return super.use().plus(partial.use());
        }
    }

    /**
     * A reward, asked as it should be.
     *
     * @param reward any
     * @param space its objects
     * @return the same, if it is cheap or an oracle already
     */
    public static LogReward of(final LogReward reward, final Environment space) {
        return reward instanceof OracleReward ? reward : of(reward, space, OracleSettings.defaults());
    }

    /**
     * A reward, asked as it should be.
     *
     * @param reward any
     * @param space its objects
     * @param settings how it is asked, if it is not cheap
     * @return the same, if it is cheap
     */
    public static LogReward of(final LogReward reward, final Environment space, final OracleSettings settings) {
        if (reward instanceof OracleReward oracle) {
            return of(oracle.reward, space, settings);
        }
        if (reward.cost() == RewardCost.CHEAP) {
            return reward;
        }
        return reward instanceof PartialLogReward partial ? new Partial(partial, space, settings)
                : new OracleReward(reward, space, settings);
    }

    /**
     * Says who may cancel calls, and is told if the reward does not agree with itself.
     *
     * @param watching asked for cancellation several times a second while the reward is busy
     */
    public void watch(final Progress watching) {
        progress = watching;
    }

    /**
     * What was asked so far.
     *
     * @return a copy
     */
    public synchronized OracleUse use() {
        return answers.use();
    }

    /**
     * Computes log R(x).
     *
     * @throws RewardFailedException if a call fails or takes too long, or a value is not finite; names the object
     * @throws java.util.concurrent.CancellationException if the user cancelled
     */
    @Override
    public synchronized void logRewards(final int[] states, final int count, final Conditions conditions,
            final double[] result) {
        answer(answers, states, count, conditions, result);
    }

    /** A whole batch should come in one call, also where the reward itself is asked in parallel. */
    @Override
    public RewardCost cost() {
        return RewardCost.BATCHED;
    }

    @Override
    public LogReward costing(final RewardCost other) {
        return of(reward.costing(other), space, settings);
    }

    final OracleAnswers answers(final LogReward function) {
        return new OracleAnswers(function, reward.cost(), space, settings, threads);
    }

    final void answer(final OracleAnswers to, final int[] states, final int count, final Conditions conditions,
            final double[] result) {
        to.answer(states, count, conditions, result, progress);
    }
}
