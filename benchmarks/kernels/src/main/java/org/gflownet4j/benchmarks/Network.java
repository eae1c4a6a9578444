package org.gflownet4j.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.gflownet4j.compute.Backends;
import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.nn.Activation;
import org.gflownet4j.nn.Activations;
import org.gflownet4j.nn.Adam;
import org.gflownet4j.nn.Mlp;
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

/** A network of two layers of 256 units on 32 features of which 8 are one, as on TF-Bind-8: one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Network {

    private static final int FEATURES = 32;
    private static final int ACTIVE = 8;
    private static final int OUTPUTS = 5;

    /** States. */
    @Param({"16", "320"})
    public int rows;

    /** What multiplies. */
    @Param({"ND4J", "JAVA"})
    public Backends.Choice backend;

    /** Between the layers. */
    @Param({"SILU", "RELU"})
    public Activation activation;

    private ComputeBackend device;
    private Mlp network;
    private Activations values;
    private float[] parameters;
    private float[] gradient;
    private float[] outputGradient;
    private Adam adam;

    /** Random weights, and rows that differ in one feature from the row before. */
    @Setup
    public void prepare() {
        device = Backends.find(backend);
        network = new Mlp(FEATURES, ACTIVE, 0, new int[]{256, 256}, OUTPUTS, activation, 0);
        parameters = new float[network.parameterCount()];
        network.initialise(parameters, 1);
        gradient = new float[parameters.length];
        outputGradient = new float[rows * OUTPUTS];
        Arrays.fill(outputGradient, 0.1f);
        adam = new Adam(parameters.length);
        values = network.newActivations();
        for (int row = 0; row < rows; row++) {
            values.addRow();
            for (int i = 0; i < ACTIVE; i++) {
                values.active()[row * ACTIVE + i] = 4 * i + (row + i) / ACTIVE % 4;
            }
            values.setActiveCount(row, ACTIVE);
            if (row > 0) {
                values.resembles(row, row - 1);
            }
        }
    }

    /** Gives native memory back. */
    @TearDown
    public void close() {
        device.close();
    }

    /** From features to logits. */
    @Benchmark
    public void forward() {
        device.hold(parameters);
        network.forward(device, parameters, values, 0, rows);
    }

    /** From the derivatives of logits to those of weights, after a forward pass. */
    @Benchmark
    public void forwardAndBackward() {
        device.hold(parameters);
        network.forward(device, parameters, values, 0, rows);
        network.backward(device, parameters, values, outputGradient, gradient);
    }

    /** One step of the optimiser. */
    @Benchmark
    public void adam() {
        adam.nextStep();
        adam.update(parameters, gradient, 0, parameters.length, 1e-9);
    }
}
