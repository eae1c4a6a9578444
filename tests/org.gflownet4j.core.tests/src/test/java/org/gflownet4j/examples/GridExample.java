package org.gflownet4j.examples;

import java.io.IOException;
import java.nio.file.Path;

import org.gflownet4j.env.Hypergrid;
import org.gflownet4j.model.GFlowNetModel;
import org.gflownet4j.model.ModelFile;
import org.gflownet4j.operation.EvaluatorOperation;
import org.gflownet4j.operation.Execution;
import org.gflownet4j.operation.LearnerOperation;
import org.gflownet4j.operation.SamplerOperation;
import org.gflownet4j.reward.HypergridReward;
import org.gflownet4j.table.Table;

/** The example of the README: train on a grid, draw from the model, measure it, keep it. */
final class GridExample {

    private GridExample() {
    }

    static double run(final Path file) throws IOException {
        // README begins
        var space = new Hypergrid(2, 8);
        var reward = new HypergridReward(0.1, 0.5, 2);

        var learner = new LearnerOperation();
        GFlowNetModel model = learner.learn(learner.defaults(), space, reward, Execution.QUIET).model();

        var sampler = new SamplerOperation();
        Table cells = sampler.sample(sampler.defaults(), model, Execution.QUIET);
        System.out.println("best cell: " + cells.text(0, 0) + ", drawn " + cells.text(0, 3) + " times");

        var evaluator = new EvaluatorOperation();
        double tv = evaluator.evaluate(evaluator.defaults(), model, reward, Execution.QUIET).metrics().get("tv");

        ModelFile.save(model, file);
        // README ends
        return tv;
    }
}
