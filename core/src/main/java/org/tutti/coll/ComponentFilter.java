package org.tutti.coll;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;

/** Which components may be chosen: all, some, or all but some. */
final class ComponentFilter {
    /** The name of the parameter and of the hint. */
    static final String NAME = "coll";

    private static final ComponentFilter ALL = new ComponentFilter("all", true, List.of());

    private final String text;
    private final boolean isExclusion;
    private final List<String> names;

    private ComponentFilter(String text, boolean isExclusion, List<String> names) {
        this.text = text;
        this.isExclusion = isExclusion;
        this.names = names;
    }

    /** {@return what a text stands for, e.g. {@code self,basic} or {@code ^sm} or {@code all}} */
    static ComponentFilter of(String text) {
        if (text.equals(ALL.text)) {
            return ALL;
        }
        boolean isExclusion = text.startsWith("^");
        List<String> names = List.of((isExclusion ? text.substring(1) : text).split(",", -1));
        for (String name : names) {
            requireKnown(name, text);
        }
        return new ComponentFilter(text, isExclusion, names);
    }

    private static void requireKnown(String name, String text) {
        List<CollectiveComponent> components = Components.all();
        if (components.stream().noneMatch(component -> component.name().equals(name))) {
            throw new TuttiException(
                    ErrorCode.BAD_PARAMETER,
                    "must name components that there are: " + NAME + "=" + text + ", without one: " + name
                            + "; there are "
                            + components.stream().map(CollectiveComponent::name).collect(Collectors.joining(", ")));
        }
    }

    /** {@return why a component may not be chosen, or null where it may} */
    @Nullable
    String refusal(String name) {
        return names.contains(name) != isExclusion ? null : "left out by " + NAME + "=" + text;
    }
}
