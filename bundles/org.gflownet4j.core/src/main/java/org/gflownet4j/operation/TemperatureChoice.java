package org.gflownet4j.operation;

import java.util.Optional;

import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.train.TemperatureDistribution;
import org.gflownet4j.train.Temperatures;

/** Whether one model is trained for many inverse temperatures, and where β comes into it, as a user chooses. */
public enum TemperatureChoice {

    /** One model for the reward as it is. */
    NONE,
    /** {@link TemperatureInput.Entry#BOTH}. */
    BOTH,
    /** {@link TemperatureInput.Entry#LAYER}. */
    LAYER,
    /** {@link TemperatureInput.Entry#LOGIT}. */
    LOGIT;

    /** What networks read of β where nobody chooses. */
    static final TemperatureInput.Encoding ENCODING = TemperatureInput.Encoding.LOGARITHM;

    /**
     * What training is told.
     *
     * @param lowest β of training
     * @param highest β of training
     * @return empty for an unconditional model
     * @throws IllegalArgumentException in words for a user, if this is no range
     */
    Optional<TemperatureConditional> conditional(final double lowest, final double highest) {
        return this == NONE ? Optional.empty()
                : Optional.of(new TemperatureConditional(TemperatureInput.Entry.valueOf(name()), ENCODING,
                        new Temperatures(TemperatureDistribution.uniform(lowest, highest))));
    }
}
