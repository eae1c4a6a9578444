package org.gflownet4j.knime.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.gflownet4j.standin.NodeMessage;
import org.gflownet4j.standin.NodeRun;
import org.gflownet4j.standin.Tables;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;

/** Nodes are cancelled at any moment, and leave nothing behind; two of them do not disturb each other. */
class CancelTest {

    private static final int TIMES = 200;
    /** A second, and what a machine that is busy with other things may add. */
    private static final double SECONDS = 3;

    /** One way to execute a node long enough to be cancelled. */
    private interface Long {
        NodeRun node() throws Exception;
    }

    private static void cancelAtRandomMoments(final Long node, final int times, final PortObject... inputs)
            throws Exception {
        final int cancelled = cancel(node, times, inputs);
        assertTrue(cancelled > times / 10, cancelled + " of " + times + " were cancelled");
    }

    /** How many were cancelled before they ended. */
    private static int cancel(final Long node, final int times, final PortObject... inputs) throws Exception {
        final Random random = new Random(4);
        double slowest = 0;
        int cancelled = 0;
        double duration = 0.05;
        for (int i = 0; i < times; i++) {
            try (NodeRun run = node.node()) {
                final AtomicReference<java.lang.Long> asked = new AtomicReference<>();
                final double wait = random.nextDouble() * duration;
                final Thread canceller = new Thread(() -> {
                    try {
                        TimeUnit.NANOSECONDS.sleep((long) (wait * 1e9));
                        asked.set(System.nanoTime());
                        run.cancel();
                    } catch (final InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                final long begin = System.nanoTime();
                canceller.start();
                final boolean done = run.execute(inputs);
                final long end = System.nanoTime();
                canceller.join();
                assertFalse(Thread.interrupted(), "the interrupt stays with the node");
                if (!done) {
                    cancelled++;
                    slowest = Math.max(slowest, (end - asked.get()) * 1e-9);
                    final NodeMessage message = run.message().orElseThrow();
                    assertEquals(NodeMessage.Level.WARNING, message.level(), message::toString);
                } else {
                    duration = Math.max(0.001, Math.min(duration, (end - begin) * 1e-9));
                }
            }
        }
        final double most = slowest;
        assertTrue(most < SECONDS, () -> "the slowest took " + most + " s");
        return cancelled;
    }

    private static BufferedDataTable manyRows(final int count) {
        final Object[][] rows = new Object[count][];
        final Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            final StringBuilder text = new StringBuilder();
            for (int letter = 0; letter < 12; letter++) {
                text.append("ACGT".charAt(random.nextInt(4)));
            }
            rows[i] = new Object[]{text.toString(), random.nextDouble()};
        }
        return Tables.of(Inputs.columns("sequence", StringCell.TYPE, "score", DoubleCell.TYPE), rows);
    }

    private static BufferedDataTable manyBlocks(final int count) {
        final Object[][] rows = new Object[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = new Object[]{"R" + i % 3, "block " + i};
        }
        return Tables.of(Inputs.columns("position", StringCell.TYPE, "block", StringCell.TYPE), rows);
    }

    @Test
    void everyNodeIsCancelledAtRandomMomentsAndLeavesNoThreadNoFileAndNoMemory() throws Exception {
        final BufferedDataTable many = manyRows(20_000);
        // classes, caches and compiled code are there before anything is counted
        cancelAll(many, 5);
        final int threads = threads();
        final long files = files();
        final long memory = memory();
        cancelAll(many, TIMES);
        for (int i = 0; i < 100 && threads() > threads; i++) {
            Thread.sleep(20);
        }
        assertTrue(threads() <= threads, () -> threads() + " threads, before " + threads);
        // others of this process may open a few
        assertTrue(files() <= files + 20, () -> files() + " open files, before " + files);
        // a thousand executions, each of which holds some megabytes
        assertTrue(memory() < memory + (64L << 20), () -> memory() + " bytes, before " + memory);
    }

    private static void cancelAll(final BufferedDataTable many, final int times) throws Exception {
        cancelAtRandomMoments(() -> NodeRun.of(new ExampleDataNodeFactory()), times);
        // ends at once, so most cancels come too late
        cancel(() -> NodeRun.of(new SequenceSpaceNodeFactory()), times);
        cancelAtRandomMoments(() -> NodeRun.of(new TableRewardNodeFactory()), times, many);
        cancel(() -> NodeRun.of(new HypergridSpaceNodeFactory()), times);
        cancel(() -> NodeRun.of(new CombinatorialLibrarySpaceNodeFactory()), times, manyBlocks(20_000));
        cancelAtRandomMoments(() -> NodeRun.of(new ScorerNodeFactory()), times, Inputs.model(), many);
        cancelAtRandomMoments(() -> Inputs.learner(100_000), times, Inputs.space(), Inputs.reward());
        cancelAtRandomMoments(() -> Inputs.node(new SamplerNodeFactory(), Map.of("count", 200_000)), times,
                Inputs.model());
        cancelAtRandomMoments(() -> Inputs.node(new EvaluatorNodeFactory(), Map.of("samples", 200_000)), times,
                Inputs.model(), Inputs.reward());
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("GFlowNet") || thread.getName().contains("KNIME"))
                .count();
    }

    private static long files() {
        final File[] open = new File("/proc/self/fd").listFiles();
        return open == null ? 0 : open.length;
    }

    private static long memory() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void theLearnerCancelsWithinASecondFromItsFirstProgressOn() throws Exception {
        try (NodeRun node = Inputs.learner(1_000_000)
                .cancelWhen(progress -> progress.message() != null && progress.message().startsWith("Step "))) {
            assertFalse(node.execute(Inputs.space(), Inputs.reward()));
            assertTrue(node.message().orElseThrow().summary().startsWith("Training was cancelled after "),
                    node.message().orElseThrow().summary());
        }
    }

    @Test
    void twoLearnersAtOnceGiveWhatEachGivesAlone() throws Exception {
        final List<String> alone = log();
        final ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            final List<Future<List<String>>> logs = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                logs.add(two.submit(CancelTest::log));
            }
            for (final Future<List<String>> log : logs) {
                assertEquals(alone, log.get());
            }
        } finally {
            two.shutdownNow();
        }
    }

    /** The training log, without the clock. */
    private static List<String> log() throws Exception {
        try (NodeRun node = Inputs.learner(150)) {
            assertTrue(node.execute(Inputs.space(), Inputs.reward()));
            final List<String> lines = new ArrayList<>();
            for (final DataRow row : Tables.rows((BufferedDataTable) node.output(1))) {
                lines.add(row.getCell(0) + " " + row.getCell(2) + " " + row.getCell(3));
            }
            return lines;
        }
    }
}
