package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.PlanColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gives result columns distinct names: a taken one gets the first free numeric suffix (R80). */
final class NameAllocator {

    private final Set<String> taken = new HashSet<>();

    /** Marks a name as taken without giving it out. */
    void reserve(String name) {
        taken.add(name);
    }

    boolean isTaken(String name) {
        return taken.contains(name);
    }

    /** The name itself when free, else the name with the first free number behind it. */
    String allocate(String name) {
        if (taken.add(name)) {
            return name;
        }
        for (int suffix = 1; ; suffix++) {
            String candidate = name + suffix;
            if (taken.add(candidate)) {
                return candidate;
            }
        }
    }

    /** {@code Column1}, {@code Column2}, …: the first free one (R75). */
    String allocateGenerated() {
        return allocateGenerated(List.of());
    }

    /** As {@link #allocateGenerated()}, but no name of these columns either. */
    String allocateGenerated(List<PlanColumn> others) {
        for (int number = 1; ; number++) {
            String candidate = "Column" + number;
            if (others.stream().noneMatch(column -> column.name().equals(candidate)) && taken.add(candidate)) {
                return candidate;
            }
        }
    }
}
