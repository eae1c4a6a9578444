package org.gflownet4j.train;

import org.gflownet4j.compute.ComputeBackend;
import org.gflownet4j.env.Conditions;
import org.gflownet4j.reward.LogReward;
import org.gflownet4j.sample.Exploration;
import org.gflownet4j.sample.LocalSearch;
import org.gflownet4j.sample.Trajectories;

/**
 * Batches as LS-GFN draws them (Kim et al., "Local Search GFlowNets", ICLR 2024): of n trajectories n/(I + 1) are fresh, and in
 * each of I rounds all of them are taken apart and rebuilt; every candidate, accepted or not, is a trajectory of the
 * batch.
 *
 * <p>Batches are searched shard by shard, so the number of threads does not matter. Rewards are computed here, each once, and
 * go with the batch.
 *
 * @param search how far and how often; published: 7 rounds, 3 to 7 steps, {@link LocalSearch.Acceptance#BETTER}
 * @param reward of the objects, the one that is trained for
 * @param fades whether rounds become fewer as exploration fades; otherwise the search is the same to the end, as published
 */
public record LocalSearchSource(LocalSearch search, LogReward reward, boolean fades) implements BatchSource {

    @Override
    public void fill(final Trajectories batch, final ComputeBackend backend, final float[] parameters,
            final int count, final Conditions conditions, final Exploration exploration, final long seed,
            final long stream) {
        final int rounds = fades ? (int) Math.ceil(exploration.strength() * search.rounds()) : search.rounds();
        if (rounds == 0) {
            batch.sampleForward(backend, parameters, count, conditions, exploration, seed, stream);
            return;
        }
        final LocalSearch now = rounds == search.rounds() ? search
                : new LocalSearch(rounds, search.steps(), search.acceptance(), search.inverseTemperature());
        batch.sampleWithLocalSearch(backend, parameters,
                new Conditions(count, conditions.width(), conditions.encoded()), exploration, now, reward, seed,
                stream);
    }

    @Override
    public String title() {
        return "local search: " + search.rounds() + " rounds" + (fades ? ", fading" : "") + ", " + search.steps()
                + " steps back, "
                + (search.acceptance() == LocalSearch.Acceptance.BETTER ? "better objects accepted"
                        : "accepted by Metropolis–Hastings at inverse temperature " + search.inverseTemperature());
    }
}
