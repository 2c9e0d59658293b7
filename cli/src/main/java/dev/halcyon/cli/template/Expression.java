package dev.halcyon.cli.template;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What stands in the square brackets of a template's text. */
sealed interface Expression {

    /** A text or a number. */
    record Constant(JsonNode value) implements Expression {
        public Constant {
            Objects.requireNonNull(value, "value");
        }
    }

    /** A function and its arguments. */
    record Call(String function, List<Expression> arguments) implements Expression {
        public Call {
            Objects.requireNonNull(function, "function");
            arguments = List.copyOf(arguments);
        }
    }

    /** A member of an object or an element of an array; {@code optional} ones may be missing. */
    record Access(Expression of, Expression key, boolean optional) implements Expression {
        public Access {
            Objects.requireNonNull(of, "of");
            Objects.requireNonNull(key, "key");
        }
    }
}
