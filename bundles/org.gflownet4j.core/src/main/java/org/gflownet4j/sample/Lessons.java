package org.gflownet4j.sample;

import java.util.Arrays;

/**
 * Which head of P_F learns from which trajectory of a batch: pairs of both, in the order of the trajectories. With one head,
 * trajectory after trajectory. Reused from batch to batch.
 */
final class Lessons {

    private final Trajectories batch;
    /** Whether pairs were drawn; otherwise the first head learns from all trajectories. */
    private boolean areDrawn;
    private int count;
    private int[] trajectory = new int[0];
    private int[] head = new int[0];

    Lessons(final Trajectories batch) {
        this.batch = batch;
    }

    /** The first head learns from all trajectories. */
    void takeAll() {
        areDrawn = false;
    }

    /** Heads learn as their chances are; from each trajectory at least one. */
    void draw(final Thompson thompson, final Exploration exploration, final long seed, final long stream) {
        areDrawn = true;
        count = 0;
        for (int b = 0; b < batch.count(); b++) {
            final int before = count;
            for (int h = 0; h < thompson.heads(); h++) {
                if (thompson.learns(h, exploration, seed, stream + b)) {
                    add(b, h);
                }
            }
            if (count == before) {
                add(b, Thompson.drawingHead(thompson.heads(), exploration, seed, stream + b));
            }
        }
    }

    private void add(final int b, final int h) {
        if (count == trajectory.length) {
            trajectory = Arrays.copyOf(trajectory, Math.max(16, 2 * count));
            head = Arrays.copyOf(head, trajectory.length);
        }
        trajectory[count] = b;
        head[count] = h;
        count++;
    }

    int count() {
        return areDrawn ? count : batch.count();
    }

    int trajectory(final int lesson) {
        return areDrawn ? trajectory[lesson] : lesson;
    }

    int head(final int lesson) {
        return areDrawn ? head[lesson] : 0;
    }
}
