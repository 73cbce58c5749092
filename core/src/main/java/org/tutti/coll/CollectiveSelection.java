package org.tutti.coll;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Who carries out a communicator's operations: a function of values that are the same on all ranks. */
public final class CollectiveSelection {
    private final CollectiveScope communicator;
    private final List<Candidate> taken = new ArrayList<>();
    private final List<Candidate> declined = new ArrayList<>();

    /** A component and its answer; in their order the module below comes first. */
    private record Candidate(String name, @Nullable CollectiveModule module, int priority, String reason)
            implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return priority == other.priority ? name.compareTo(other.name) : Integer.compare(priority, other.priority);
        }

        private String taken() {
            return name + " (priority " + priority + ")";
        }

        private String declined() {
            return name + ": " + reason;
        }
    }

    private CollectiveSelection(CollectiveScope communicator) {
        this.communicator = communicator;
    }

    /** {@return the choice for a communicator, nothing of which is set up yet} */
    public static CollectiveSelection of(CollectiveScope communicator) {
        CollectiveSelection selection = new CollectiveSelection(communicator);
        ComponentFilter filter = communicator.filter();
        for (CollectiveComponent component : Components.all()) {
            selection.add(component, filter);
        }
        Collections.sort(selection.taken);
        return selection;
    }

    /** {@return the operations that are chosen for a communicator} */
    public static CollectiveTable select(CollectiveScope communicator) {
        return of(communicator).table();
    }

    private void add(CollectiveComponent component, ComponentFilter filter) {
        String name = component.name();
        String refusal = communicator.isAlone() ? null : filter.refusal(name);
        if (refusal != null) {
            declined.add(new Candidate(name, null, 0, refusal));
            return;
        }
        CollectiveComponent.Offer offer = query(component, name);
        int priority = communicator.priority(name, offer.priority());
        if (offer.module() == null) {
            declined.add(new Candidate(name, null, priority, offer.reason()));
        } else if (priority < 0) {
            declined.add(new Candidate(name, null, priority, "its priority is below 0"));
        } else {
            taken.add(new Candidate(name, offer.module(), priority, offer.reason()));
        }
    }

    private CollectiveComponent.Offer query(CollectiveComponent component, String name) {
        try {
            return component.query(communicator);
        } catch (TuttiException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failed(component.getClass(), name, e);
        }
    }

    private TuttiException failed(Class<?> type, String name, Throwable e) {
        return new TuttiException(
                ErrorCode.BAD_COMPONENT,
                "a component failed: name=" + name + ", class=" + type.getName() + ", communicator="
                        + communicator.name() + ": " + e,
                -1,
                e);
    }

    /** {@return what messages call the communicator} */
    public String communicator() {
        return communicator.name();
    }

    /** {@return a number that is the same on all ranks that choose the same components with the same priorities} */
    public long digest() {
        long digest = taken.size();
        for (Candidate each : taken) {
            digest = 31 * (31 * digest + each.name.hashCode()) + each.priority;
        }
        return digest;
    }

    /** {@return the components that are chosen, from the highest, as a message has them} */
    public String description() {
        return taken.isEmpty()
                ? "none"
                : taken.reversed().stream().map(Candidate::taken).collect(Collectors.joining(", "));
    }

    /** {@return a line for each component, from the highest: that it is chosen, and why, or why not} */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Candidate each : taken.reversed()) {
            lines.add(each.name + ": priority " + each.priority + ", " + each.reason);
        }
        for (Candidate each : declined) {
            lines.add(each.name + ": declines, " + each.reason);
        }
        return lines;
    }

    /** {@return the operations of the components that do not decline, those of higher priority in place of those of lower} */
    public CollectiveTable table() {
        CollectiveTable table = null;
        for (Candidate each : taken) {
            CollectiveModule module = each.module;
            if (module != null) {
                table = over(each, module, table);
            }
        }
        if (table == null) {
            throw new TuttiException(
                    ErrorCode.NO_COMPONENT,
                    "no component takes this communicator: name=" + communicator.name() + ", size="
                            + communicator.size() + ". They decline: "
                            + declined.stream().map(Candidate::declined).collect(Collectors.joining("; ")));
        }
        return table;
    }

    private CollectiveTable over(Candidate each, CollectiveModule module, @Nullable CollectiveTable below) {
        try {
            return module.over(below);
        } catch (TuttiException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failed(module.getClass(), each.name, e);
        }
    }
}
