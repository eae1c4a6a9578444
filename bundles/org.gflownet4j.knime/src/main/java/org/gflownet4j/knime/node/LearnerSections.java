package org.gflownet4j.knime.node;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Section;

/** The sections of the dialog of the Learner, from top to bottom. */
final class LearnerSections {

    private LearnerSections() {
    }

    @Section(title = "Training")
    interface Training {
    }

    @Section(title = "When to stop")
    @After(Training.class)
    interface Stopping {
    }

    @Section(title = "From explore to exploit")
    @After(Stopping.class)
    interface Temperature {
    }

    @Section(title = "Repeatability")
    @After(Temperature.class)
    interface Repeatability {
    }

    @Section(title = "Objective")
    @Advanced
    @After(Repeatability.class)
    interface Objective {
    }

    @Section(title = "Exploration")
    @Advanced
    @After(Objective.class)
    interface Exploration {
    }

    @Section(title = "Replay")
    @Advanced
    @After(Exploration.class)
    interface Replay {
    }

    @Section(title = "Network")
    @Advanced
    @After(Replay.class)
    interface Network {
    }

    @Section(title = "Learning rates")
    @Advanced
    @After(Network.class)
    interface Rates {
    }

    @Section(title = "Computation")
    @Advanced
    @After(Rates.class)
    interface Computation {
    }
}
