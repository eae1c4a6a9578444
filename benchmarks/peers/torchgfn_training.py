"""Trains with torchgfn on a row of the table and prints how fast.

Three variants:
  recomputed  trajectories are drawn without gradients; the loss evaluates the network again, on all states at once
  kept        log P_F is kept while drawing, and its gradient goes back through the steps
  compiled    recomputed, with the networks compiled
"""
import torch
from gfn.estimators import DiscretePolicyEstimator
from gfn.gflownet import TBGFlowNet
from gfn.samplers import Sampler
from gfn.utils.modules import MLP

import measuring
import tasks
import torchgfn_environments

VARIANTS = ("recomputed", "kept", "compiled")
WARM_UP = 50


class Trainer:
    """Trajectory balance; P_F and P_B share the hidden layers."""

    def __init__(self, row, variant):
        task = tasks.TASKS[row.task]
        self.batch = row.batch
        self.kept = variant == "kept"
        self.env, inputs = torchgfn_environments.environment(task)
        forward = MLP(inputs.output_dim, self.env.n_actions, hidden_dim=tasks.HIDDEN[0],
                      n_hidden_layers=len(tasks.HIDDEN), activation_fn="relu")
        tree = task.kind == "tfbind8"
        backward = None if tree else MLP(inputs.output_dim, self.env.n_actions - 1, trunk=forward.trunk)
        policy = DiscretePolicyEstimator(forward, self.env.n_actions, preprocessor=inputs)
        undoing = None if tree else DiscretePolicyEstimator(backward, self.env.n_actions, preprocessor=inputs,
                                                            is_backward=True)
        self.tree = tree
        self.flow = TBGFlowNet(pf=policy, pb=undoing, constant_pb=tree)
        of_network, of_log_z = row.rates
        self.optimiser = torch.optim.Adam([{"params": self.flow.pf_pb_parameters(), "lr": of_network},
                                           {"params": self.flow.logz_parameters(), "lr": of_log_z}], fused=True)
        if variant == "compiled":
            for estimator in (policy, undoing):
                if estimator is not None:
                    estimator.module = torch.compile(estimator.module, dynamic=True)
        self.sampler = Sampler(estimator=policy)

    def train(self):
        """One update. Returns the loss and the number of transitions, those that end included."""
        with torch.set_grad_enabled(self.kept):
            trajectories = self.sampler.sample_trajectories(self.env, n=self.batch, save_logprobs=self.kept)
        self.optimiser.zero_grad()
        loss = self.flow.loss(self.env, trajectories, recalculate_all_logprobs=not self.kept)
        loss.backward()
        self.optimiser.step()
        return loss.detach(), trajectories.terminating_idx.sum()

    def states(self, updates, transitions):
        """States that the network saw: for drawing, again for log P_F unless it was kept, and for log P_B."""
        backward = 0 if self.tree else transitions - updates * self.batch
        return transitions * (1 if self.kept else 2) + backward


def main():
    """Trains some updates uncounted, then against the clock."""
    given = measuring.options(__doc__, VARIANTS)
    torch.set_num_threads(given.threads)
    torch.set_num_interop_threads(1)
    torch.manual_seed(given.seed)
    torch.distributions.Distribution.set_default_validate_args(False)
    row = tasks.row(given.row)
    trainer = Trainer(row, given.variant)
    last = {"loss": float("nan")}

    def some():
        transitions = 0
        updates = max(1, row.updates // 5)
        for _ in range(updates):
            loss, drawn = trainer.train()
            transitions += int(drawn)
        last["loss"] = float(loss)
        return updates, transitions, trainer.states(updates, transitions)

    warmed = 0
    while warmed < max(row.after, min(WARM_UP, row.updates)):
        warmed += some()[0]
    clock = measuring.Clock(given.seconds)
    clock.run(some)
    clock.print("torchgfn", ("torchgfn", "torch", "numpy"), given, row, last["loss"])


if __name__ == "__main__":
    main()
