package org.gflownet4j.knime.node;

import java.util.List;

import org.gflownet4j.knime.operation.Reference;

/** What the nodes' descriptions refer to. */
final class Literature {

    static final Reference GFLOWNETS = new Reference("https://arxiv.org/abs/2106.04399",
            "Bengio et al.: Flow Network based Generative Models for Non-Iterative Diverse Candidate Generation (2021)");
    static final Reference FOUNDATIONS = new Reference("https://jmlr.org/papers/v24/22-0364.html",
            "Bengio et al.: GFlowNet Foundations (2023)");
    static final Reference TRAJECTORY_BALANCE = new Reference("https://arxiv.org/abs/2201.13259",
            "Malkin et al.: Trajectory Balance: Improved Credit Assignment in GFlowNets (2022)");
    static final Reference SUB_TRAJECTORY_BALANCE = new Reference("https://arxiv.org/abs/2209.12782",
            "Madan et al.: Learning GFlowNets from Partial Episodes for Improved Convergence and Stability (2023)");
    static final Reference FORWARD_LOOKING = new Reference("https://arxiv.org/abs/2302.01687",
            "Pan et al.: Better Training of GFlowNets with Local Credit and Incomplete Trajectories (2023)");
    static final Reference REGRESSION = new Reference("https://arxiv.org/abs/2410.02596",
            "Hu et al.: Beyond Squared Error: Exploring Loss Design for Enhanced Training of Generative Flow Networks (2024)");
    static final Reference SEQUENCES = new Reference("https://arxiv.org/abs/2203.04115",
            "Jain et al.: Biological Sequence Design with GFlowNets (2022)");
    static final Reference EVALUATION = new Reference("https://arxiv.org/abs/2305.07170",
            "Shen et al.: Towards Understanding and Improving GFlowNet Training (2023)");
    static final Reference BINDING = new Reference("https://doi.org/10.1126/science.aad2257",
            "Barrera et al.: Survey of variation in human transcription factors reveals prevalent DNA binding changes (2016)");

    static final Reference SPARSE_GRIDS = new Reference("https://arxiv.org/abs/2210.03308",
            "Pan et al.: Generative Augmented Flow Networks (2023)");
    static final Reference LOCAL_SEARCH = new Reference("https://arxiv.org/abs/2310.02710",
            "Kim et al.: Local Search GFlowNets (2024)");
    static final Reference DECEPTIVE_GRIDS = new Reference("https://arxiv.org/abs/2410.01432",
            "Kim et al.: Adaptive Teachers for Amortized Samplers (2024)");

    static final List<Reference> NONE = List.of();

    private Literature() {
    }
}
