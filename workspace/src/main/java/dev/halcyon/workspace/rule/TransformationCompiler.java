package dev.halcyon.workspace.rule;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import java.util.List;

/** Compiles a rule's transformation; given by the query side, which knows the language. */
@FunctionalInterface
public interface TransformationCompiler {

    /**
     * The plan of a transformation over {@code source}.
     *
     * @param text KQL in the restricted profile of transformations (I-8)
     * @param source the input columns
     * @throws dev.halcyon.kql.diagnostic.KqlException when it does not compile
     */
    Relation compile(String text, List<Column> source, Catalog catalog);
}
