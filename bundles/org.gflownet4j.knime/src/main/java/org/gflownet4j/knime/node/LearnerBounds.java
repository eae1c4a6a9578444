package org.gflownet4j.knime.node;

import org.gflownet4j.knime.operation.Bound;
import org.gflownet4j.operation.LearnerSettings;
import org.gflownet4j.policy.Architecture;
import org.gflownet4j.replay.Replay;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.sample.Thompson;
import org.gflownet4j.train.NoisyRollout;
import org.gflownet4j.train.TrainerSettings;

/** Upper bounds of the numbers in the dialog of the Learner. */
final class LearnerBounds {

    private LearnerBounds() {
    }

    static final class LargestBatch extends Bound.AtMost {
        LargestBatch() {
            super(TrainerSettings.MAX_BATCH, false);
        }
    }

    static final class MostLayers extends Bound.AtMost {
        MostLayers() {
            super(Architecture.MAX_LAYERS, false);
        }
    }

    static final class MostUnits extends Bound.AtMost {
        MostUnits() {
            super(Architecture.MAX_WIDTH, false);
        }
    }

    static final class AtMostOne extends Bound.AtMost {
        AtMostOne() {
            super(1, false);
        }
    }

    static final class GreatestLambda extends Bound.AtMost {
        GreatestLambda() {
            super(LearnerSettings.MAX_LAMBDA, false);
        }
    }

    static final class GreatestTemperature extends Bound.AtMost {
        GreatestTemperature() {
            super(LearnerSettings.MAX_TEMPERATURE, false);
        }
    }

    static final class GreatestRate extends Bound.AtMost {
        GreatestRate() {
            super(LearnerSettings.MAX_RATE, false);
        }
    }

    static final class GreatestBias extends Bound.AtMost {
        GreatestBias() {
            super(Exploration.MAX_STOP_BIAS, false);
        }
    }

    static final class MostNoise extends Bound.AtMost {
        MostNoise() {
            super(NoisyRollout.MAX_NOISE, false);
        }
    }

    static final class MostPolicies extends Bound.AtMost {
        MostPolicies() {
            super(Thompson.MAX_HEADS, false);
        }
    }

    static final class MostRounds extends Bound.AtMost {
        MostRounds() {
            super(LocalSearch.MAX_ROUNDS, false);
        }
    }

    static final class MostKept extends Bound.AtMost {
        MostKept() {
            super(Replay.MAX_CAPACITY, false);
        }
    }
}
