package org.tutti.launcher.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run of the bench.
 *
 * @param machine where it ran
 * @param request what was asked for
 * @param versions what each engine says it is, by its name
 * @param summary what came out
 */
public record Outcome(Machine machine, Request request, Map<String, String> versions, Summary summary) {
    /** {@return the results of Tutti that are beside a peer's} */
    List<Result> compared() {
        return summary.results().stream()
                .filter(result -> result.contender().isTutti() && result.ratio() != null)
                .toList();
    }

    /** {@return the result of a contender in a cell, if there is one} */
    Optional<Result> of(Cell cell, Contender contender) {
        return summary.results().stream()
                .filter(result ->
                        result.cell().equals(cell) && result.contender().equals(contender))
                .findFirst();
    }

    /** {@return the peers of which there are results, in their order} */
    List<Contender> peers() {
        return summary.results().stream()
                .map(Result::contender)
                .filter(Contender::isPeer)
                .distinct()
                .toList();
    }
}
