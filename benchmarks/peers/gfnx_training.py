"""Trains with gfnx on a row of the table and prints how fast. Compilation is not counted."""
import jax
import jax.numpy as jnp

import gfnx_model as model
import measuring
import tasks


def main():
    """Compiles, trains one loop uncounted, then against the clock."""
    given = measuring.options(__doc__, model.VARIANTS)
    row = tasks.row(given.row)
    on = model.setting(tasks.TASKS[row.task])
    step, optimiser = model.update(on, row.batch, given.variant, lambda count: row.rates)
    params = model.initial(jax.random.key(given.seed), on)
    state = (params, optimiser(params), jax.random.key(given.seed + 1), jnp.zeros((), jnp.int32))
    compiled = model.loop(step, row.updates).lower(state).compile()
    kept = {"state": state, "loss": float("nan")}

    def train():
        kept["state"], value, transitions = compiled(kept["state"])
        kept["loss"] = float(value)
        # the rollout and, unless its logits are kept, the loss evaluate the network on the padded batch
        states = row.updates * row.batch * (on.env.max_steps_in_episode + 1)
        return row.updates, int(transitions), states * (2 if given.variant == "recomputed" else 1)

    train()
    for _ in range(row.after // row.updates - 1):
        train()
    clock = measuring.Clock(given.seconds)
    clock.run(train)
    clock.print("gfnx", ("gfnx", "jax", "jaxlib", "numpy"), given, row, kept["loss"])


if __name__ == "__main__":
    main()
