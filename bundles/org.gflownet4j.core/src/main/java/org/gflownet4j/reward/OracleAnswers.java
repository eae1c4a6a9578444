package org.gflownet4j.reward;

import java.util.Arrays;

import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.StateIndex;
import org.gflownet4j.progress.Progress;

/**
 * The answers of a slow reward to one kind of question: each distinct object is asked about once, as long as its answer is
 * remembered. Not thread-safe.
 */
final class OracleAnswers {

    private static final int FREE = -1;

    private final LogReward reward;
    private final RewardCost cost;
    private final Environment space;
    private final OracleSettings settings;
    private final OracleThreads threads;

    private OracleUse use = OracleUse.NONE;
    private boolean hasWarned;
    private long hits;
    /** Ints per key: the state, and the condition's bits. */
    private int width = FREE;
    private int[] keys = new int[0];
    private StateIndex distinct;
    private RewardCache cache;

    /** What is asked of the reward: numbers of distinct objects, those that are asked again last. */
    private int[] open = new int[0];
    private int[] again = new int[0];
    private int[] places = new int[0];
    private int[] firsts = new int[0];
    private double[] values = new double[0];

    OracleAnswers(final LogReward reward, final RewardCost cost, final Environment space,
            final OracleSettings settings, final OracleThreads threads) {
        this.reward = reward;
        this.cost = cost;
        this.space = space;
        this.settings = settings;
        this.threads = threads;
    }

    OracleUse use() {
        return use;
    }

    /** The answers, remembered or new; each is finite. */
    void answer(final int[] states, final int count, final Conditions conditions, final double[] result,
            final Progress progress) {
        if (count == 0) {
            return;
        }
        final long began = System.nanoTime();
        int calls = 0;
        int asked = 0;
        int checked = 0;
        int disagreed = 0;
        try {
            reserve(count, conditions.width());
            collect(states, count, conditions);
            int news = 0;
            for (int d = 0; d < distinct.size(); d++) {
                values[d] = cache.find(keys, firsts[d] * width);
                if (Double.isNaN(values[d])) {
                    open[news++] = d;
                } else if (settings.checkOneIn() > 0 && ++hits % settings.checkOneIn() == 0) {
                    again[checked++] = d;
                }
            }
            System.arraycopy(again, 0, open, news, checked);
            asked = news + checked;
            if (asked > 0) {
                final OracleCall call = call(states, conditions, asked);
                final double[] answers;
                try {
                    answers = threads.answer(call, progress);
                } finally {
                    calls = call.calls();
                }
                requireFinite(states, answers);
                disagreed = compare(states, answers, news, progress);
                keep(answers, news);
            }
            for (int i = 0; i < count; i++) {
                result[i] = values[places[i]];
            }
        } finally {
            use = use.plus(new OracleUse((System.nanoTime() - began) * 1e-9, calls, count, asked, checked, disagreed));
        }
    }

    private void reserve(final int count, final int conditionWidth) {
        if (width != space.stateLength() + conditionWidth) {
            width = space.stateLength() + conditionWidth;
            distinct = new StateIndex(width, count);
            cache = new RewardCache(width, settings.known());
        }
        if (places.length < count) {
            places = new int[count];
            firsts = new int[count];
            open = new int[count];
            again = new int[count];
            values = new double[count];
        }
        if (keys.length < count * width) {
            keys = new int[count * width];
        }
    }

    private void collect(final int[] states, final int count, final Conditions conditions) {
        final int length = space.stateLength();
        final int floats = conditions.width();
        distinct.clear();
        for (int i = 0; i < count; i++) {
            System.arraycopy(states, i * length, keys, i * width, length);
            for (int f = 0; f < floats; f++) {
                keys[i * width + length + f] = Float.floatToIntBits(conditions.encoded()[i * floats + f]);
            }
            final int before = distinct.size();
            places[i] = distinct.add(keys, i * width);
            if (places[i] == before) {
                firsts[before] = i;
            }
        }
    }

    private OracleCall call(final int[] states, final Conditions conditions, final int count) {
        final int length = space.stateLength();
        final int floats = conditions.width();
        final int[] part = new int[count * length];
        final float[] encoded = new float[count * floats];
        for (int i = 0; i < count; i++) {
            final int from = firsts[open[i]];
            System.arraycopy(states, from * length, part, i * length, length);
            System.arraycopy(conditions.encoded(), from * floats, encoded, i * floats, floats);
        }
        final boolean isParallel = cost == RewardCost.PARALLEL;
        return new OracleCall(reward, space, part, count, new Conditions(count, floats, encoded),
                isParallel ? 1 : count, isParallel ? settings.threads() : 1);
    }

    private void requireFinite(final int[] states, final double[] answers) {
        for (int i = 0; i < answers.length; i++) {
            if (!Double.isFinite(answers[i])) {
                throw RewardFailedException.ofValue(text(states, i), answers[i]);
            }
        }
    }

    /** The first answer stands, and training goes on: a noisy score is worth more than none. */
    private int compare(final int[] states, final double[] answers, final int from, final Progress progress) {
        int disagreed = 0;
        for (int i = from; i < answers.length; i++) {
            final double before = values[open[i]];
            if (!settings.agree(before, answers[i])) {
                disagreed++;
                if (!hasWarned) {
                    hasWarned = true;
                    progress.warn("The reward does not agree with itself: log R of the object \"" + text(states, i)
                            + "\" was " + before + ", and is " + answers[i]
                            + " when asked again; training goes on with "
                            + "the first value of each object, but need not give the same model a second time, so let "
                            + "the reward use a fixed seed, if it has one.");
                }
            }
        }
        return disagreed;
    }

    private void keep(final double[] answers, final int count) {
        for (int i = 0; i < count; i++) {
            values[open[i]] = answers[i];
            cache.add(keys, firsts[open[i]] * width, answers[i]);
        }
    }

    private String text(final int[] states, final int i) {
        return space.text(states, firsts[open[i]] * space.stateLength());
    }
}
