package org.gflownet4j.sample;

import java.util.Arrays;

/**
 * Which head of P_F learns from which trajectory of a batch: pairs of both, in the order of the trajectories. With one head,
 * trajectory after trajectory. Reused from batch to batch.
 */
final class Lessons {

    private int count;
    private int[] trajectory = new int[0];
    private int[] head = new int[0];

    /** The first head learns from all trajectories. */
    void takeAll(final int trajectories) {
        count = 0;
        for (int b = 0; b < trajectories; b++) {
            add(b, 0);
        }
    }

    /** Heads learn as their chances are; from each trajectory at least one. */
    void draw(final Thompson thompson, final int trajectories, final Exploration exploration, final long seed,
            final long stream) {
        count = 0;
        for (int b = 0; b < trajectories; b++) {
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
        return count;
    }

    int trajectory(final int lesson) {
        return trajectory[lesson];
    }

    int head(final int lesson) {
        return head[lesson];
    }
}
