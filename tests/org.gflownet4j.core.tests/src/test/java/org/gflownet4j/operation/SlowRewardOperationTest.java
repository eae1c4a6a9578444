package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.reward.Reward;
import org.gflownet4j.reward.RewardCost;
import org.gflownet4j.reward.RewardFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user is told when a slow reward fails, and what can be cancelled. */
// far beyond what any of this takes: only a call that is never given up comes so far
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowRewardOperationTest {

    private static final LearnerOperation LEARNER = new LearnerOperation();
    private static final Sequence SPACE = new Sequence("DNA", "ACGT", 2, 2);

    /** A slow reward: 1 of all objects in the first calls, then something else. */
    private static Reward slow(final int good, final LogReward then) {
        return new Reward() {
            @Override
            public LogReward on(final Environment environment) {
                final AtomicInteger calls = new AtomicInteger();
                final LogReward reward = (states, count, conditions, result) -> {
                    Arrays.fill(result, 0, count, 0);
                    if (calls.getAndIncrement() >= good) {
                        then.logRewards(states, count, conditions, result);
                    }
                };
                return reward.costing(RewardCost.BATCHED);
            }

            @Override
            public String title() {
                return "made for a test";
            }

            @Override
            public Map<String, Object> description() {
                return Map.of();
            }
        };
    }

    private static final LogReward THROWS = (states, count, conditions, result) -> {
        throw new IllegalStateException("no such receptor");
    };

    @Test
    void theLearnerKeepsTheModelOfBefore() {
        final LearnerOperation.Settings settings = SettingsMap.fromMap(LEARNER.defaults(),
                Map.of("hiddenUnits", 8, "backend", "JAVA", "batchSize", 4, "updates", 2000));
        final List<Checkpoint> checkpoints = new ArrayList<>();
        // in the second call: not the first step, and no later than the sixteen objects are known
        final OperationException refusal = assertThrows(OperationException.class, () -> LEARNER.learn(settings, SPACE,
                slow(1, THROWS), new Execution(Progress.NONE, checkpoints::add)));
        assertTrue(refusal.getMessage().startsWith("Training stopped at update ")
                && refusal.getMessage().contains(": the reward failed when it was asked about ")
                && refusal.getMessage().contains(": no such receptor. The model of step "), refusal.getMessage());
        assertTrue(refusal.resolution().startsWith("Ask the reward about this alone"), refusal.resolution());
        assertEquals(1, checkpoints.size());
        assertTrue(checkpoints.get(0).state().updates() >= 1);
        assertEquals("DIVERGED", checkpoints.get(0).model().provenance().get("end"));
    }

    @Test
    void otherOperationsNameTheObjectToo() {
        final LogReward failing = RewardOfObjects.on(slow(0, THROWS), SPACE, Progress.NONE);
        final int[] object = new int[SPACE.stateLength()];
        SPACE.parse("GT", object, 0);
        final OperationException refusal = assertThrows(OperationException.class,
                () -> RewardOfObjects.of(failing, object, 1, object.length, Progress.NONE));
        assertTrue(
                refusal.getMessage()
                        .startsWith("The reward failed when it was asked about the object \"GT\": no such receptor."),
                refusal.getMessage());
        assertTrue(refusal.getCause() instanceof RewardFailedException);
    }

    @Test
    void otherOperationsCanBeCancelledWhileItHangs() {
        final CountDownLatch hanging = new CountDownLatch(1);
        final LogReward reward = RewardOfObjects.on(slow(0, (states, count, conditions, result) -> {
            hanging.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (final InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }), SPACE, new Progress() {
            @Override
            public boolean isCancelled() {
                return hanging.getCount() == 0;
            }
        });
        assertThrows(CancellationException.class,
                () -> RewardOfObjects.of(reward, new int[SPACE.stateLength()], 1, SPACE.stateLength(), Progress.NONE));
    }
}
