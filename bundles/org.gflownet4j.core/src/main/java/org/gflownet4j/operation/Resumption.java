package org.gflownet4j.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.gflownet4j.env.Environment;
import org.gflownet4j.model.Checkpoint;
import org.gflownet4j.model.RewardFile;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.reward.Reward;

/** Whether training can go on from a checkpoint: only with the same settings, design space and reward is it the same. */
final class Resumption {

    private static final String ADVICE = "Go on with what the checkpoint was trained with, or train anew without it.";

    private Resumption() {
    }

    /**
     * Refuses what would be another training.
     *
     * @param from the checkpoint
     * @param settings to go on with
     * @param space to go on with
     * @param reward to go on with
     * @param device that computes; another one than before is only warned of
     * @param progress gets the warning
     * @return the random seed of the training
     * @throws OperationException saying what differs
     */
    static long requireSame(final Checkpoint from, final LearnerOperation.Settings settings, final Environment space,
            final Reward reward, final Device device, final Progress progress) {
        final List<String> differences = differences(from, settings);
        if (!differences.isEmpty()) {
            throw new OperationException("The checkpoint is from training with other settings: "
                    + String.join("; ", differences) + ".", ADVICE);
        }
        if (!from.model().environment().description().equals(space.description())) {
            throw new OperationException("The checkpoint is from training on another design space ("
                    + from.model().environment().title() + ") than this one (" + space.title() + ").", ADVICE);
        }
        if (!content(from.model().reward(), progress).equals(content(reward, progress))) {
            throw new OperationException("The checkpoint is from training with another reward ("
                    + from.model().reward().title() + ") than this one (" + reward.title() + "), or other data.",
                    ADVICE);
        }
        final Object before = from.model().provenance().get("backend");
        if (!device.backend().name().equals(before)) {
            progress.warn("Training went on with " + device.backend().name() + ", but its first part was computed by "
                    + before + ": numbers are rounded differently, so the model is a little different from that of an "
                    + "uninterrupted training.");
        }
        try {
            return from.state().seed();
        } catch (final IllegalArgumentException e) {
            throw new OperationException(e, ADVICE);
        }
    }

    /** Settings that differ, each with both values; what computes is none of them. */
    private static List<String> differences(final Checkpoint from, final LearnerOperation.Settings settings) {
        final Map<String, Object> now = SettingsMap.toMap(settings);
        final Map<String, Object> then = SettingsMap.toMap(then(from));
        final List<String> differences = new ArrayList<>();
        now.forEach((name, value) -> {
            if (!name.equals("backend") && !value.equals(then.get(name))) {
                differences.add(name + " was " + then.get(name) + " and is " + value);
            }
        });
        return differences;
    }

    private static LearnerOperation.Settings then(final Checkpoint from) {
        final Object stored = from.model().provenance().get("settings");
        if (!(stored instanceof Map<?, ?> map) || !map.keySet().stream().allMatch(String.class::isInstance)) {
            throw new OperationException("The checkpoint does not say which settings it was trained with.", ADVICE);
        }
        @SuppressWarnings("unchecked")
        final Map<String, ?> settings = (Map<String, ?>) map;
        return SettingsMap.fromSaved(new LearnerOperation().defaults(), settings);
    }

    private static String content(final Reward reward, final Progress progress) {
        try {
            return RewardFile.archive(reward, progress::checkCancelled).fingerprint();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
