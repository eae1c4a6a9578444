package org.gflownet4j.knime.node;

import org.knime.node.parameters.widget.choices.Label;

/** What computes. */
enum Device {
    @Label(value = "Auto", description = "The fastest on the CPU of this machine.")
    AUTO, //
    @Label(value = "CPU, plain Java", description = "Works on every machine, and is several times slower.")
    JAVA, //
    @Label(value = "CPU, native",
            description = "The OpenBLAS library; plain Java where it does not load.")
    ND4J, //
    @Label(value = "GPU",
            description = "CUDA on an NVIDIA GPU, with the optional GPU feature; the CPU where there is none. Pays "
                    + "for wide networks and large batches only.")
    GPU
}
