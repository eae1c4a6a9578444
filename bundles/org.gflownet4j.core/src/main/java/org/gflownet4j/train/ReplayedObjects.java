package org.gflownet4j.train;

import java.util.Optional;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.replay.ReplayBuffer;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.Trajectories;

/** Trajectories to objects of a replay buffer. Each draw belongs to its trajectory, so shards need not know each other. */
final class ReplayedObjects implements BatchSource {

    private final Optional<ReplayBuffer> buffer;
    /** The objects of a batch, per thread, so that nothing is allocated per batch. */
    private final ThreadLocal<int[]> drawn = ThreadLocal.withInitial(() -> new int[0]);

    ReplayedObjects(final Optional<ReplayBuffer> buffer) {
        this.buffer = buffer;
    }

    @Override
    public void fill(final Trajectories batch, final ComputeBackend backend, final float[] parameters, final int count,
            final Conditions conditions, final Exploration exploration, final long seed, final long stream) {
        if (isFresh()) {
            ON_POLICY.fill(batch, backend, parameters, count, conditions, exploration, seed, stream);
            return;
        }
        final ReplayBuffer objects = buffer.orElseThrow();
        if (drawn.get().length < count * objects.stateLength()) {
            drawn.set(new int[count * objects.stateLength()]);
        }
        for (int b = 0; b < count; b++) {
            objects.copy(objects.draw(seed, stream + b), drawn.get(), b * objects.stateLength());
        }
        batch.sampleBackward(backend, parameters, drawn.get(), 0, count, conditions, seed, stream);
    }

    @Override
    public String title() {
        return "objects drawn again";
    }

    @Override
    public boolean isFresh() {
        return buffer.map(ReplayBuffer::isEmpty).orElse(true);
    }

    @Override
    public boolean replays() {
        return true;
    }

    @Override
    public BatchSource from(final ReplayBuffer objects) {
        return new ReplayedObjects(Optional.of(objects));
    }
}
