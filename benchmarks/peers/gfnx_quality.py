"""Trains with gfnx until its exact total variation is small enough; evaluation and compilation are not counted."""
import argparse
import json
import time

import jax
import jax.numpy as jnp
import numpy as np

import exact
import gfnx_model as model
import tasks

CHUNK = 20000


def probabilities(on, task):
    """A function of the parameters: the exact distribution of objects."""
    actions = on.env.action_space.n

    @jax.jit
    def steps(params, states):
        logits = model.outputs(params, on, on.env.get_obs(states, on.params))[..., :actions]
        return jax.nn.softmax(logits, axis=-1, where=~on.env.get_invalid_mask(states, on.params))

    def of(params, rows, name):
        parts = []
        for part in (rows[at:at + CHUNK] for at in range(0, len(rows), CHUNK)):
            state = on.env.get_init_state(len(part)).replace(**{name: jnp.asarray(part, dtype=jnp.int32)})
            parts.append(np.asarray(steps(params, state), dtype=np.float64))
        return np.concatenate(parts)

    if task.kind == "hypergrid":
        cells = exact.hypergrid_cells(*task.size)
        return lambda params: exact.hypergrid_distribution(of(params, cells, "state"), *task.size)
    return lambda params: exact.sequence_distribution(
        lambda filled: of(params, exact.prefixes(filled, task.length, 4, on.env.pad_token), "tokens"), task.length)


def main():
    """Trains and evaluates in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task")
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--target", type=float, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--variant", choices=model.VARIANTS, default=model.VARIANTS[0])
    parser.add_argument("--every", type=int, default=250)
    parser.add_argument("--most", type=int, required=True, help="updates at most")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--lr-z", type=float, default=0.1)
    parser.add_argument("--cosine", action="store_true", help="rates fall to 0 over the most updates")
    parser.add_argument("--epsilon", type=float, default=0, help="share of uniform steps at the start")
    parser.add_argument("--exploring", type=int, default=1, help="updates until that share is 0")
    given = parser.parse_args()
    task = tasks.TASKS[given.task]
    on = model.setting(task)

    def rates(count):
        share = 0.5 * (1 + jnp.cos(jnp.pi * count / given.most)) if given.cosine else 1.0
        return given.lr * share, given.lr_z * share

    def epsilon(count):
        return given.epsilon * jnp.maximum(0.0, 1 - count / given.exploring)

    step, optimiser = model.update(on, given.batch, given.variant, rates, epsilon if given.epsilon > 0 else None)
    params = model.initial(jax.random.key(given.seed), on)
    state = (params, optimiser(params), jax.random.key(given.seed + 1000), jnp.zeros((), jnp.int32))
    compiled = model.loop(step, given.every).lower(state).compile()
    distribution, wanted = probabilities(on, task), exact.target(task)
    seconds, curve = 0.0, []
    for updates in range(given.every, given.most + 1, given.every):
        start = time.perf_counter()
        state, _, transitions = compiled(state)
        transitions = int(transitions)
        seconds += time.perf_counter() - start
        probability = distribution(state[0])
        assert abs(probability.sum() - 1) < 1e-3, probability.sum()
        tv = exact.total_variation(probability, wanted)
        curve.append((updates, round(seconds, 3), round(float(tv), 5),
                      round(transitions / (given.every * given.batch), 2)))
        if tv <= given.target:
            break
    reached = curve[-1][2] <= given.target
    print(json.dumps({"library": "gfnx", "seed": given.seed, "threads": given.threads, "variant": given.variant,
                      "updates": curve[-1][0], "seconds": curve[-1][1] if reached else None, "tv": curve[-1][2],
                      "mean_length": curve[-1][3], "curve": curve}))


if __name__ == "__main__":
    main()
