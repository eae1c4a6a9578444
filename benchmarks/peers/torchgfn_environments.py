"""The tasks in torchgfn: its own environments where it has them, and one of ours, for sequences built by appending."""
import torch
from gfn.env import DiscreteEnv
from gfn.gym import DiscreteEBM, HyperGrid
from gfn.gym.bitSequenceNonAutoregressive import NonAutoregressiveBitSequence
from gfn.gym.discrete_ebm import IsingModel
from gfn.preprocessors import KHotPreprocessor, Preprocessor
from gfn.states import DiscreteStates

import tasks


class AppendedSequences(DiscreteEnv):
    """Sequences of a fixed length, a letter appended at a time; -1 where there is none yet. The last action ends."""

    def __init__(self, length, letters, rewards):
        self.length = length
        self.letters = letters
        self.log_rewards = torch.tensor(rewards).log()
        self.place_values = letters ** torch.arange(length - 1, -1, -1)
        super().__init__(n_actions=letters + 1, s0=torch.full((length,), -1), state_shape=(length,),
                         sf=torch.full((length,), letters))

    def make_states_class(self):
        """States with their masks: letters until the sequence is full, then the end."""
        env = self

        class Prefixes(DiscreteStates):
            """Prefixes of sequences."""

            state_shape = env.state_shape
            s0 = env.s0
            sf = env.sf
            make_random_states = env.make_random_states
            n_actions = env.n_actions

            def _compute_forward_masks(self):
                full = (self.tensor[..., -1:] >= 0)
                return torch.cat((~full.expand(*self.batch_shape, env.letters), full), dim=-1)

            def _compute_backward_masks(self):
                filled = (self.tensor >= 0).sum(dim=-1, keepdim=True)
                last = self.tensor.gather(-1, (filled - 1).clamp(min=0))
                return (last == torch.arange(env.letters)) & (filled > 0)

        return Prefixes

    def step(self, states, actions):
        """Appends a letter."""
        place = (states.tensor >= 0).sum(dim=-1, keepdim=True)
        return self.States(states.tensor.scatter(-1, place, actions.tensor))

    def backward_step(self, states, actions):
        """Takes the last letter away."""
        place = (states.tensor >= 0).sum(dim=-1, keepdim=True) - 1
        return self.States(states.tensor.scatter(-1, place, -1))

    def log_reward(self, states):
        """Looked up."""
        return self.log_rewards[(states.tensor * self.place_values).sum(dim=-1)]


class BitSequences(NonAutoregressiveBitSequence):
    """torchgfn's environment, except that the backward masks of all words are computed at once: it loops over them."""

    def make_states_class(self):
        """Its states, with faster masks."""
        env = self

        class Words(super().make_states_class()):
            """Sequences of words, -1 where there is none."""

            def _compute_backward_masks(self):
                words = torch.arange(env.n_words, device=self.device)
                return (self.tensor.unsqueeze(-1) == words).reshape(*self.batch_shape, -1)

        return Words


class OneHot(Preprocessor):
    """States of -1 (nothing) to kinds - 2, one input each at every place."""

    def __init__(self, places, kinds):
        super().__init__(output_dim=places * kinds)
        self.kinds = kinds

    def preprocess(self, states):
        """Shape (..., places * kinds)."""
        return torch.nn.functional.one_hot(states.tensor + 1, self.kinds).flatten(-2).to(torch.float32)


class Bits(Preprocessor):
    """Two inputs a bit: it is 0, it is 1; neither while the word is not there."""

    def __init__(self, places, word_bits):
        super().__init__(output_dim=2 * places * word_bits)
        self.shifts = torch.arange(word_bits - 1, -1, -1)

    def preprocess(self, states):
        """Shape (..., 2 * places * word_bits)."""
        words = states.tensor.unsqueeze(-1)
        bits = (words >> self.shifts) & 1
        there = words >= 0
        return torch.stack((there & (bits == 0), there & (bits == 1)), dim=-1).flatten(-3).to(torch.float32)


class Spins(Preprocessor):
    """States as they are: -1 for nothing, 0, 1."""

    def preprocess(self, states):
        """Shape (..., sites)."""
        return states.tensor.to(torch.float32)


def _couplings(side):
    """The matrix has each edge of the torus twice, so half of the coupling each time."""
    site = torch.arange(side * side).reshape(side, side)
    couplings = torch.zeros(side * side, side * side)
    for axis in (0, 1):
        other = site.roll(1, dims=axis)
        couplings[site.flatten(), other.flatten()] += tasks.COUPLING / 2
        couplings[other.flatten(), site.flatten()] += tasks.COUPLING / 2
    return couplings


def environment(task):
    """The task's environment, and what turns its states into the network's inputs."""
    if task.kind == "hypergrid":
        dimensions, side = task.size
        constants = dict(zip(("R0", "R1", "R2"), task.reward))
        env = HyperGrid(ndim=dimensions, height=side, reward_fn_str="original", reward_fn_kwargs=constants,
                        validate_modes=False)
        return env, KHotPreprocessor(height=side, ndim=dimensions)
    if task.kind == "tfbind8":
        return AppendedSequences(8, 4, tasks.tfbind8_rewards()), OneHot(8, 5)
    if task.kind == "ising":
        sites = task.size[0] ** 2
        return DiscreteEBM(sites, energy=IsingModel(_couplings(task.size[0])).requires_grad_(False)), Spins(sites)
    env = BitSequences(word_size=tasks.WORD_BITS, seq_size=tasks.BITS, n_modes=tasks.MODES,
                       reward_exponent=float(tasks.BITS))
    words = tasks.BITS // tasks.WORD_BITS
    by_words = task.kind == "bitseq-words"
    return env, OneHot(words, 2 ** tasks.WORD_BITS + 1) if by_words else Bits(words, tasks.WORD_BITS)
