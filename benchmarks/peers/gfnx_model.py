"""Trajectory balance on gfnx: its environments, its rollout; network, loss and the compiled loop are ours.

Two variants:
  recomputed  as gfnx's own programs do it: the loss evaluates the network again, on all states of the batch at once
  kept        the loss takes the logits of the rollout, and its gradient goes back through the rollout
"""
from typing import NamedTuple

import gfnx
import jax
import jax.numpy as jnp
import optax

import tasks

VARIANTS = ("recomputed", "kept")


class ScoredSequences(gfnx.TFBind8RewardModule):
    """The reward of ./gflownet bench tfbind8, from the table that comes with the product."""

    def init(self, rng_key, dummy_state):
        """Rewards of all sequences, in alphabetical order."""
        return {"rewards": jnp.array(tasks.tfbind8_rewards(), dtype=jnp.float32)}


class Couplings(gfnx.IsingRewardModule):
    """log R = coupling * sum of x_i x_j over the edges of a torus."""

    def init(self, rng_key, dummy_state):
        """The matrix has each edge twice, so half of the coupling each time."""
        side = round(dummy_state.state.shape[-1] ** 0.5)
        params = super().init(rng_key, dummy_state)
        return params.replace(J=jnp.asarray(gfnx.utils.get_true_ising_J(side, tasks.COUPLING / 2), dtype=jnp.float32))


class Setting(NamedTuple):
    """An environment, and how its observations enter the network."""

    env: object
    params: object
    features: object
    inputs: int
    tree: bool


def _bits(tokens):
    """Two inputs a bit: it is 0, it is 1; neither while the word is not there."""
    there = (tokens < 2 ** tasks.WORD_BITS)[..., None]
    bits = (tokens[..., None] >> jnp.arange(tasks.WORD_BITS - 1, -1, -1)) & 1
    both = jnp.stack([there & (bits == 0), there & (bits == 1)], axis=-1)
    return both.reshape(*tokens.shape[:-1], -1).astype(jnp.float32)


def setting(task):
    """The task in gfnx."""
    tree = False
    if task.kind == "hypergrid":
        env = gfnx.HypergridEnvironment(gfnx.GeneralHypergridRewardModule(*task.reward), *task.size)
        inputs, features = task.size[0] * task.size[1], lambda obs: obs
    elif task.kind == "tfbind8":
        env, tree = gfnx.TFBind8Environment(ScoredSequences()), True
        # the first token only says that the sequence begins
        inputs, features = 8 * 5, lambda obs: _one_hot(obs[..., 1:], 5)
    elif task.kind == "ising":
        env = gfnx.IsingEnvironment(Couplings(), task.size[0] ** 2)
        inputs, features = task.size[0] ** 2, lambda obs: obs.astype(jnp.float32)
    else:
        env = gfnx.BitseqEnvironment(
            gfnx.BitseqRewardModule(tasks.BITS, tasks.WORD_BITS, tasks.MODES, reward_exponent=float(tasks.BITS)),
            tasks.BITS, tasks.WORD_BITS)
        words, kinds = tasks.BITS // tasks.WORD_BITS, 2 ** tasks.WORD_BITS + 1
        if task.kind == "bitseq-words":
            inputs, features = words * kinds, lambda obs: _one_hot(obs[..., 1:], kinds)
        else:
            inputs, features = 2 * tasks.BITS, lambda obs: _bits(obs[..., 1:])
    return Setting(env, env.init(jax.random.key(1)), features, inputs, tree)


def _one_hot(tokens, kinds):
    return jax.nn.one_hot(tokens, kinds).reshape(*tokens.shape[:-1], -1)


def initial(key, on):
    """Network and log Z."""
    outputs = on.env.action_space.n + (0 if on.tree else on.env.backward_action_space.n)
    widths = (on.inputs, *tasks.HIDDEN, outputs)
    layers = []
    for width, following in zip(widths, widths[1:]):
        key, one, two = jax.random.split(key, 3)
        bound = width ** -0.5
        layers.append((jax.random.uniform(one, (width, following), minval=-bound, maxval=bound),
                       jax.random.uniform(two, (following,), minval=-bound, maxval=bound)))
    return {"layers": layers, "log_z": jnp.zeros(())}


def outputs(params, on, obs):
    """Logits of P_F and of P_B, side by side."""
    x = on.features(obs)
    for weights, bias in params["layers"][:-1]:
        x = jax.nn.relu(x @ weights + bias)
    weights, bias = params["layers"][-1]
    return x @ weights + bias


def rollout(key, params, on, batch, epsilon=None):
    """A batch of trajectories. With epsilon, that share of the steps is uniform over the legal actions."""
    actions = on.env.action_space.n

    def policy(step_key, obs, _):
        logits = outputs(params, on, obs)
        forward = jax.lax.stop_gradient(logits[..., :actions])
        if epsilon is not None:
            explores = jax.random.bernoulli(step_key, epsilon, (batch, 1))
            forward = jnp.where(explores, 0.0, forward)
        return forward, {"logits": logits}

    return gfnx.utils.forward_rollout(rng_key=key, num_envs=batch, policy_fn=policy, policy_params=(), env=on.env,
                                      env_params=on.params)


def _log_probability(logits, invalid, action):
    log_probabilities = jax.nn.log_softmax(gfnx.utils.mask_logits(logits, invalid), axis=-1)
    return jnp.take_along_axis(log_probabilities, action[..., None], axis=-1)[..., 0]


def loss(params, on, trajectories, log_reward, logits):
    """(log Z + sum log P_F - sum log P_B - log R)^2, mean over the batch. Arrays: [batch][step]."""
    actions = on.env.action_space.n
    states, action, padding = trajectories.state, trajectories.action, trajectories.pad
    invalid = jax.vmap(on.env.get_invalid_mask, in_axes=(1, None), out_axes=1)(states, on.params)
    forward = _log_probability(logits[..., :actions], invalid, action)
    residual = params["log_z"] + jnp.where(padding, 0.0, forward).sum(axis=1) - log_reward
    if not on.tree:
        before, after = (jax.tree.map(lambda x, cut=cut: x[:, cut], states) for cut in (slice(-1), slice(1, None)))
        undo = jax.vmap(on.env.get_backward_action, in_axes=(1, 1, 1, None), out_axes=1)(
            before, action[:, :-1], after, on.params)
        invalid = jax.vmap(on.env.get_invalid_backward_mask, in_axes=(1, None), out_axes=1)(after, on.params)
        backward = _log_probability(logits[:, 1:, actions:], invalid, undo)
        residual -= jnp.where(padding[:, :-1], 0.0, backward).sum(axis=1)
    return jnp.square(residual).mean()


def update(on, batch, variant, rates, epsilon=None):
    """A step of training, and the optimiser's state at the start.

    The step takes (params, optimiser's state, key, number of the step) to the same, and (loss, number of transitions).
    rates: learning rates of network and log Z by number of the step; epsilon: share of uniform steps, likewise.
    """
    adam = optax.scale_by_adam()

    def loss_of_rollout(params, key, exploration):
        trajectories, info = rollout(key, params, on, batch, exploration)
        reward = jax.lax.stop_gradient(info["log_gfn_reward"])
        value = loss(params, on, trajectories, reward, trajectories.info["logits"])
        return value, info["trajectory_length"].sum()

    def step(carry, _):
        params, state, key, count = carry
        key, own = jax.random.split(key)
        exploration = None if epsilon is None else epsilon(count)
        if variant == "kept":
            (value, transitions), gradient = jax.value_and_grad(loss_of_rollout, has_aux=True)(
                params, own, exploration)
        else:
            trajectories, info = rollout(own, params, on, batch, exploration)
            value, gradient = jax.value_and_grad(
                lambda p: loss(p, on, trajectories, info["log_gfn_reward"], outputs(p, on, trajectories.obs)))(params)
            transitions = info["trajectory_length"].sum()
        direction, state = adam.update(gradient, state)
        of_network, of_log_z = rates(count)
        params = {"layers": jax.tree.map(lambda p, d: p - of_network * d, params["layers"], direction["layers"]),
                  "log_z": params["log_z"] - of_log_z * direction["log_z"]}
        return (params, state, key, count + 1), (value, transitions)

    return step, adam.init


def loop(step, updates):
    """So many steps as one compiled program. The metrics are the last loss and the number of transitions, no more."""
    def run(carry):
        def body(inner, _):
            inner_carry, _, total = inner
            inner_carry, (value, transitions) = step(inner_carry, None)
            return (inner_carry, value, total + transitions), None

        (carry, value, transitions), _ = jax.lax.scan(body, (carry, jnp.zeros(()), jnp.zeros((), jnp.int32)), None,
                                                      length=updates)
        return carry, value, transitions

    return jax.jit(run, donate_argnums=0)
