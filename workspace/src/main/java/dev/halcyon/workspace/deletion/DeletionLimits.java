package dev.halcyon.workspace.deletion;

/**
 * What may be deleted on request within an hour; 0 is any number.
 *
 * @param deletions of rows of one table
 * @param purges that name their table
 */
public record DeletionLimits(int deletions, int purges) {

    /**
     * The documented values (management.md section 4). They hold without being asked for: each deletion writes anew every
     * extent that it finds a row in, and they wait for each other.
     */
    public static final DeletionLimits DOCUMENTED = new DeletionLimits(10, 50);

    public DeletionLimits {
        if (deletions < 0 || purges < 0) {
            throw new IllegalArgumentException("A limit is negative");
        }
    }
}
