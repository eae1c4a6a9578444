package org.gflownet4j.app.bench;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.gflownet4j.operation.TrainingObjective;

/** What the command line calls the objectives. */
public enum ObjectiveName {

    TB("tb", TrainingObjective.TRAJECTORY_BALANCE), //
    DB("db", TrainingObjective.DETAILED_BALANCE), //
    MDB("mdb", TrainingObjective.MODIFIED_DETAILED_BALANCE), //
    FM("fm", TrainingObjective.FLOW_MATCHING), //
    SUBTB("subtb", TrainingObjective.SUB_TRAJECTORY_BALANCE), //
    VARGRAD("vargrad", TrainingObjective.LOG_PARTITION_VARIANCE), //
    FL_DB("fl-db", TrainingObjective.FORWARD_LOOKING_DETAILED_BALANCE), //
    FL_SUBTB("fl-subtb", TrainingObjective.FORWARD_LOOKING_SUB_TRAJECTORY_BALANCE), //
    SOFT_Q("soft-q", TrainingObjective.SOFT_Q), //
    MUNCHAUSEN("munchausen", TrainingObjective.MUNCHAUSEN);

    private final String key;
    private final TrainingObjective objective;

    ObjectiveName(final String key, final TrainingObjective objective) {
        this.key = key;
        this.objective = objective;
    }

    public String key() {
        return key;
    }

    public TrainingObjective objective() {
        return objective;
    }

    /** All names, for a message. */
    public static String all() {
        return Arrays.stream(values()).map(ObjectiveName::key).collect(Collectors.joining(", "));
    }
}
