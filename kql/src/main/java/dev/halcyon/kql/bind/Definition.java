package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.Optional;
import java.util.function.Supplier;

/** What a name of {@code let}, or a parameter inside a function body, stands for. */
sealed interface Definition {

    /** A value; it reads no column of the place where it is used, except an argument of a call. */
    record Scalar(ScalarExpression value) implements Definition {}

    /** A table, bound anew at each use (R9) so that every use has columns of its own. */
    record Tabular(SyntaxExpression value, Environment environment, boolean view) implements Definition {}

    /** A table that is not text: the input of {@code invoke} or of an ingestion transformation. */
    record Given(Supplier<Rowset> rowset) implements Definition {}

    /** A value with a mistake, which is reported once. */
    record Faulty(KqlException failure) implements Definition {}

    /** A lambda with the names it can see. */
    record Function(FunctionDeclaration declaration, Environment environment, Optional<SavedFunction> saved)
            implements Definition {
        Function(FunctionDeclaration declaration, Environment environment) {
            this(declaration, environment, Optional.empty());
        }

        /** A stored function, which sees no let of the request. */
        static Function of(SavedFunction saved) {
            return new Function(saved.declaration(), Environment.root(), Optional.of(saved));
        }
    }
}
