package org.tutti.launcher.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object: the machine, what was asked for, and a list of results. */
public final class JsonReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final double THOUSAND = 1000;

    private JsonReport() {}

    /** {@return the object} */
    public static String of(Outcome outcome) {
        return GSON.toJson(object(outcome)) + System.lineSeparator();
    }

    private static Map<String, Object> object(Outcome outcome) {
        Map<String, Object> all = new LinkedHashMap<>();
        Machine machine = outcome.machine();
        all.put("machine", Map.of("cpu", machine.cpu(), "cores", machine.cores(), "kernel", machine.kernel()));
        all.put("jdk", outcome.versions().getOrDefault(Bench.TUTTI, ""));
        all.put("commit", machine.commit());
        all.put("engines", outcome.versions());
        Request request = outcome.request();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("ranks", request.ranks());
        parameters.put("rounds", request.rounds());
        parameters.put("turnMillis", request.turn().toMillis());
        parameters.put("seed", request.seed());
        all.put("parameters", parameters);
        Summary summary = outcome.summary();
        all.put("hopNanos", rounded(summary.mood()));
        all.put("turnsKept", summary.kept());
        all.put("turnsTaken", summary.taken());
        all.put("noisy", summary.isNoisy());
        all.put("missing", summary.missing().stream().map(JsonReport::of).toList());
        List<Object> results = new ArrayList<>();
        summary.results().forEach(result -> results.add(of(result, request.ranks())));
        all.put("results", results);
        return all;
    }

    private static Map<String, Object> of(Result result, int ranks) {
        Map<String, Object> one = of(result.cell());
        one.put("ranks", ranks);
        one.put("buffers", result.contender().buffers().toString());
        one.put("engine", result.contender().engine());
        one.put("micros", rounded(result.micros()));
        one.put("spread", rounded(result.spread()));
        one.put("p50", rounded(result.p50()));
        one.put("p99", rounded(result.p99()));
        one.put("max", rounded(result.max()));
        one.put("rounds", result.rounds());
        Ratio ratio = result.ratio();
        if (ratio != null) {
            one.put("ratio", rounded(ratio.median()));
            one.put("ratioLower", rounded(ratio.lower()));
            one.put("ratioUpper", rounded(ratio.upper()));
            one.put("bestPeer", ratio.over());
        }
        Ratio floors = result.floors();
        if (floors != null) {
            one.put("floors", rounded(floors.median()));
        }
        return one;
    }

    private static Map<String, Object> of(Cell cell) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("op", cell.operation().toString());
        one.put("type", cell.kind().toString());
        one.put("bytes", cell.bytes());
        return one;
    }

    private static double rounded(double number) {
        return Math.round(number * THOUSAND) / THOUSAND;
    }
}
