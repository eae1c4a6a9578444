"""The exact distribution that a policy draws from, by dynamic programming over all states, and how far it is off."""
import numpy as np

import tasks


def hypergrid_rewards(dimensions, side, constants):
    """Rewards of all cells, the last coordinate running fastest."""
    r0, r1, r2 = constants
    off_centre = np.abs(np.arange(side) / (side - 1) - 0.5)
    outer, band = off_centre > 0.25, (off_centre > 0.3) & (off_centre < 0.4)
    rewards = np.full((side,) * dimensions, r0)
    for weight, inside in ((r1, outer), (r2, band)):
        product = np.ones((side,) * dimensions, dtype=bool)
        for axis in range(dimensions):
            product &= inside.reshape([-1 if other == axis else 1 for other in range(dimensions)])
        rewards += weight * product
    return rewards.ravel()


def hypergrid_cells(dimensions, side):
    """Coordinates of all cells, the last one running fastest: [cell][dimension]."""
    return np.stack(np.unravel_index(np.arange(side ** dimensions), (side,) * dimensions), axis=-1)


def hypergrid_distribution(probabilities, dimensions, side):
    """Probability of each cell as an object; probabilities: [cell][step along a dimension, ..., stop]."""
    cells = hypergrid_cells(dimensions, side)
    level = cells.sum(axis=1)
    by_level = np.split(np.argsort(level, kind="stable"), np.cumsum(np.bincount(level))[:-1])
    reached = np.zeros(len(cells))
    reached[0] = 1
    for here in by_level:
        for axis in range(dimensions):
            stays = here[cells[here, axis] < side - 1]
            # children of one level along one axis are different cells
            reached[stays + side ** (dimensions - 1 - axis)] += reached[stays] * probabilities[stays, axis]
    return reached * probabilities[:, dimensions]


def sequence_distribution(probabilities_at, length):
    """Probability of each sequence; probabilities_at(n): [prefix of n letters][next letter], prefixes in order."""
    reached = np.ones(1)
    for filled in range(length):
        reached = (reached[:, None] * probabilities_at(filled)).ravel()
    return reached


def prefixes(filled, length, letters, empty):
    """All prefixes of so many letters in order, filled up: [prefix][place]."""
    tokens = np.full((letters ** filled, length), empty)
    if filled:
        tokens[:, :filled] = np.stack(np.unravel_index(np.arange(letters ** filled), (letters,) * filled), axis=-1)
    return tokens


def target(task):
    """What objects should come out with."""
    rewards = hypergrid_rewards(*task.size, task.reward) if task.kind == "hypergrid" else np.array(tasks.tfbind8_rewards())
    return rewards / rewards.sum()


def total_variation(probability, wanted):
    """Half of the summed differences."""
    return 0.5 * np.abs(probability - wanted).sum()
