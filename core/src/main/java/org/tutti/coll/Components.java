package org.tutti.coll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutti.ErrorCode;
import org.tutti.TuttiException;
import org.tutti.coll.basic.BasicComponent;
import org.tutti.coll.self.SelfComponent;
import org.tutti.coll.sm.SmComponent;

/** All components there are: Tutti's own, and those that the program has on its class path or module path. */
final class Components {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    private static volatile @Nullable List<CollectiveComponent> found;

    private Components() {}

    /** {@return them, each with a name of its own} They are looked for once a process. */
    static List<CollectiveComponent> all() {
        List<CollectiveComponent> known = found;
        if (known == null) {
            known = withNames(find());
            found = known;
        }
        return known;
    }

    private static List<CollectiveComponent> find() {
        List<CollectiveComponent> components =
                new ArrayList<>(List.of(new SelfComponent(), new SmComponent(), new BasicComponent()));
        try {
            ServiceLoader.load(CollectiveComponent.class).forEach(components::add);
        } catch (ServiceConfigurationError e) {
            throw new TuttiException(
                    ErrorCode.BAD_COMPONENT, "a component cannot be loaded: " + e.getMessage() + cause(e), -1, e);
        }
        return components;
    }

    private static String cause(ServiceConfigurationError e) {
        return e.getCause() == null ? "" : ": " + e.getCause();
    }

    /** {@return the components} Throws where one has no name that parameters can have, or that of another one. */
    static List<CollectiveComponent> withNames(List<CollectiveComponent> components) {
        Map<String, CollectiveComponent> named = new HashMap<>();
        for (CollectiveComponent component : components) {
            String name = component.name();
            if (name == null || !NAME.matcher(name).matches()) {
                throw new TuttiException(
                        ErrorCode.BAD_COMPONENT,
                        "a component's name must be of small letters, digits and _: name=" + name + ", class="
                                + component.getClass().getName());
            }
            CollectiveComponent other = named.put(name, component);
            if (other != null) {
                throw new TuttiException(
                        ErrorCode.BAD_COMPONENT,
                        "two components have one name: name=" + name + ", classes="
                                + other.getClass().getName() + " and "
                                + component.getClass().getName());
            }
        }
        return List.copyOf(components);
    }
}
