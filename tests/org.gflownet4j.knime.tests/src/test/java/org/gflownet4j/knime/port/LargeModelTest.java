package org.gflownet4j.knime.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.reward.TableReward;
import org.gflownet4j.standin.PortFiles;
import org.junit.jupiter.api.Test;

/** A model of 200 MB passes through ports without being held twice. */
class LargeModelTest {

    private static final long MODEL_BYTES = 200_000_000;

    private static GFlowNetModel model() {
        final Policy policy = new Policy(new Sequence("DNA", "ACGT", 3, 3),
                new Architecture(List.of(7_200, 7_200), Activation.RELU, BackwardPolicy.UNIFORM, false), 0);
        final float[] parameters = new float[policy.parameterCount()];
        parameters[parameters.length / 2] = 1;
        return new GFlowNetModel(policy, parameters, new TableReward(new String[]{"AAA", "ACG"}, new double[]{0, 1},
                new long[]{1, 2}, 0, 1, 2, 0.01), Map.of());
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void savingCopyingAndLoadingHoldTheModelOnce() throws Exception {
        final long before = used();
        ModelPortObject object = new ModelPortObject(model());
        final long one = used() - before;
        assertTrue(one >= MODEL_BYTES, () -> one + " bytes");
        // KNIME writes to a file; what counts is the memory that is taken besides
        final byte[] zip = PortFiles.write(object);
        final long saved = used() - before - zip.length;
        assertTrue(saved < 1.1 * one, () -> saved + " bytes after saving");
        final ModelPortObject copy = PortFiles.read(ModelPortObject.class, object.getSpec(), zip);
        assertSame(object.model(), copy.model());
        object = null;
        final long copied = used() - before - zip.length;
        assertTrue(copied < 1.1 * one, () -> copied + " bytes after copying");
        assertEquals(0, copy.model().logPartition());
        assertTrue(zip.length >= MODEL_BYTES, "the zip is still held when its length is subtracted");
    }
}
