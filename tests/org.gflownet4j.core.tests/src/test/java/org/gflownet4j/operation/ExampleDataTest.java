package org.gflownet4j.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.gflownet4j.env.Sequence;
import org.gflownet4j.env.StateSpace;
import org.gflownet4j.metrics.TargetDistribution;
import org.gflownet4j.progress.Progress;
import org.gflownet4j.table.Table;
import org.junit.jupiter.api.Test;

class ExampleDataTest {

    @Test
    void theShippedFileIsTheOneThatWasChecked() throws IOException, GeneralSecurityException {
        try (InputStream in = ExampleDataOperation.class.getResourceAsStream("tf-bind-8-six6.csv.gz")) {
            final byte[] bytes = in.readAllBytes();
            assertTrue(bytes.length < 250_000);
            assertEquals("25dacfababa396dab8248e14c82c3f907c074c588333d8bd29369f5f66e9cc40",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
    }

    @Test
    void everyEightLetterSequenceHasAScoreAndBothStrandsTheSame() {
        final Table table = ExampleDataOperation.read();
        assertEquals(65_536, table.rows());
        assertEquals("AAAAAAAA", table.text(0, 0));
        assertEquals("TTTTTTTT", table.text(65_535, 0));
        assertEquals(0.03, table.number(0, 1));
        assertEquals(0.03, table.number(65_535, 1));
    }

    @Test
    void theExactLogPartitionIsThePublishedOne() {
        final TableRewardOperation operation = new TableRewardOperation();
        final StateSpace space = StateSpace.of(new Sequence("DNA", "ACGT", 8, 8), 100_000, Progress.NONE).orElseThrow();
        final TargetDistribution target = TargetDistribution.of(space,
                operation.reward(operation.defaults(), ExampleDataOperation.read(), Progress.NONE)
                        .on(space.environment()),
                Progress.NONE);
        // published with a factor 10: 11.462147
        assertEquals(9.159561987, target.logPartition(), 1e-6);
        assertEquals(11.462147, target.logPartition() + Math.log(10), 1e-6);
        assertEquals(3.319955, 10 * target.meanReward(), 1e-5);
    }
}
