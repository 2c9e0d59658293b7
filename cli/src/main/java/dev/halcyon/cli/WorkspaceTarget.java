package dev.halcyon.cli;

import picocli.CommandLine.ArgGroup;

/** A running server or a folder. */
final class WorkspaceTarget extends Target {
    @ArgGroup(multiplicity = "1")
    private Place place = new Place();

    @Override
    Place place() {
        return place;
    }
}
