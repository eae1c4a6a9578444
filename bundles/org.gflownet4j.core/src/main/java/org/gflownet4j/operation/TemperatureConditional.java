package org.gflownet4j.operation;

import org.gflownet4j.policy.TemperatureInput;
import org.gflownet4j.train.Temperatures;

/**
 * What a temperature-conditional training has beside an ordinary one.
 *
 * @param entry where β comes into the policy
 * @param encoding what its networks read of β
 * @param temperatures which β it is trained at
 */
public record TemperatureConditional(TemperatureInput.Entry entry, TemperatureInput.Encoding encoding,
        Temperatures temperatures) {

    /** What the policy is told of it. */
    TemperatureInput input() {
        return new TemperatureInput(entry, encoding, temperatures.lowest(), temperatures.highest());
    }
}
