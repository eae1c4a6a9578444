package org.gflownet4j.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.env.Environment;
import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.env.Ising;
import org.gflownet4j.env.Sequence;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.policy.BackwardPolicy;
import org.gflownet4j.policy.Policy;
import org.gflownet4j.policy.Savings;
import org.gflownet4j.sample.Trajectories;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** 64 trajectories of a fresh policy, forward and backward: one thread, OpenBLAS. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Walk {

    private static final int BATCH = 64;

    /** What is built. */
    @Param({"grid-4-20", "tfbind8", "ising-10"})
    public String task;

    /** Whether everything that can be saved is. */
    @Param({"true", "false"})
    public boolean saves;

    private ComputeBackend device;
    private Policy policy;
    private float[] parameters;
    private Trajectories batch;
    private int[] objects;
    private long stream;

    /** A fresh policy. */
    @Setup
    public void prepare() {
        device = Backends.find(Backends.Choice.ND4J);
        final Environment environment = switch (task) {
            case "grid-4-20" -> new Hypergrid(4, 20);
            case "ising-10" -> new Ising(10);
            default -> new Sequence("DNA", "ACGT", 8, 8);
        };
        policy = new Policy(environment, new Architecture(List.of(256, 256), Activation.SILU, BackwardPolicy.LEARNED,
                false), 0, saves ? Savings.ALL : new Savings(false, false, false, false));
        parameters = policy.initialParameters(1);
        device.hold(parameters);
        batch = new Trajectories(policy, BATCH);
        batch.sampleForward(device, parameters, BATCH, Conditions.none(BATCH), 1, 0);
        objects = batch.objects().clone();
    }

    /** Gives native memory back. */
    @TearDown
    public void close() {
        device.close();
    }

    /** From s₀ to objects. */
    @Benchmark
    public void forward() {
        stream += BATCH;
        batch.sampleForward(device, parameters, BATCH, Conditions.none(BATCH), 1, stream);
    }

    /** From objects to s₀. */
    @Benchmark
    public void backward() {
        stream += BATCH;
        batch.sampleBackward(device, parameters, objects, 0, BATCH, Conditions.none(BATCH), 1, stream);
    }
}
