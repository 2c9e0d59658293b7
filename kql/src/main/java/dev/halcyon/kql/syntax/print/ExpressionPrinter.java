package dev.halcyon.kql.syntax.print;

import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.BetweenExpression;
import dev.halcyon.kql.syntax.BinaryExpression;
import dev.halcyon.kql.syntax.BinaryOperator;
import dev.halcyon.kql.syntax.ContextualDataTableExpression;
import dev.halcyon.kql.syntax.DataTableExpression;
import dev.halcyon.kql.syntax.ElementExpression;
import dev.halcyon.kql.syntax.EntityGroupExpression;
import dev.halcyon.kql.syntax.ExternalDataExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.InExpression;
import dev.halcyon.kql.syntax.InlineExternalTableExpression;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.MaterializeExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.ToScalarExpression;
import dev.halcyon.kql.syntax.ToTableExpression;
import dev.halcyon.kql.syntax.TypeofExpression;
import dev.halcyon.kql.syntax.UnaryExpression;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.syntax.parse.Names;
import java.util.List;

/** Writes expressions and pipes. */
final class ExpressionPrinter {
    private final PrintBuffer out;
    private final StatementPrinter statements;
    private final OperatorPrinter operators;

    ExpressionPrinter(PrintBuffer out, StatementPrinter statements) {
        this.out = out;
        this.statements = statements;
        this.operators = new OperatorPrinter(out, statements, this);
    }

    OperatorPrinter operators() {
        return operators;
    }

    void expression(SyntaxExpression expression) {
        switch (expression) {
            case LiteralExpression literal -> out.add(literal.text());
            case NameReference reference -> out.name(reference.name());
            case WildcardName wildcard -> out.add(wildcard.pattern());
            case StarExpression _ -> out.add("*");
            case TypeofExpression typeof -> {
                out.add("typeof");
                statements.typeof(typeof.type());
            }
            case PathExpression path -> {
                expression(path.target());
                out.add(".");
                expression(path.member());
            }
            case ElementExpression element -> {
                expression(element.target());
                out.add("[");
                expression(element.index());
                out.add("]");
            }
            case FunctionCall call -> call(call);
            case UnaryExpression unary -> {
                // The blank keeps two signs apart from the edge of a graph, and a sign apart from its number.
                out.add(unary.operator().text()).add(" ");
                expression(unary.operand());
            }
            case BinaryExpression binary -> binary(binary);
            case BetweenExpression between -> {
                expression(between.subject());
                out.add(between.negated() ? " !between (" : " between (");
                expression(between.from());
                out.add(" .. ");
                expression(between.to());
                out.add(")");
            }
            case InExpression in -> {
                expression(in.subject());
                out.add(" ").add(in.operator().text()).add(" (");
                expressions(in.candidates());
                out.add(")");
            }
            case NamedExpression named -> named(named);
            case ParenthesizedExpression parenthesized -> {
                out.add("(");
                expression(parenthesized.inner());
                out.add(")");
            }
            case PipeExpression pipe -> pipe(pipe);
            case DataTableExpression table -> {
                out.add("datatable ");
                statements.schema(table.schema());
                out.add(" [");
                expressions(table.values());
                out.add("]");
            }
            case ExternalDataExpression external -> {
                out.add("externaldata ");
                statements.schema(external.schema());
                out.add(" [");
                expressions(external.addresses());
                out.add("]");
                properties(external.properties());
            }
            case InlineExternalTableExpression table -> {
                out.add("inline_external_table ");
                statements.schema(table.schema());
                out.add(" ").add(table.definition()).add(" (");
                expressions(table.addresses());
                out.add(")");
                properties(table.properties());
            }
            case ToScalarExpression conversion -> {
                out.add("toscalar");
                conversion(conversion.parameters(), conversion.query());
            }
            case ToTableExpression conversion -> {
                out.add("totable");
                conversion(conversion.parameters(), conversion.query());
            }
            case MaterializeExpression materialize -> {
                out.add("materialize(");
                expression(materialize.query());
                out.add(")");
            }
            case ContextualDataTableExpression table -> {
                out.add("__contextual_datatable(");
                expression(table.identifier());
                out.add(", ");
                statements.schema(table.schema());
                out.add(")");
            }
            case FunctionDeclaration function -> statements.function(function);
            case EntityGroupExpression group -> {
                out.add("entity_group [");
                expressions(group.entities());
                out.add("]");
            }
        }
    }

    void expressions(List<SyntaxExpression> expressions) {
        out.list(expressions, this::expression);
    }

    private void binary(BinaryExpression binary) {
        expression(binary.left());
        // The colon of search stands against its column, as people write it.
        out.add(
                binary.operator() == BinaryOperator.SEARCH_COLUMN
                        ? ": "
                        : " " + binary.operator().text() + " ");
        expression(binary.right());
    }

    private void named(NamedExpression named) {
        boolean tuple = named.names().size() > 1;
        out.add(tuple ? "(" : "").list(named.names(), out::name).add(tuple ? ") = " : " = ");
        expression(named.value());
    }

    void call(FunctionCall call) {
        out.name(call.function())
                .add("(")
                .list(call.arguments(), this::argument)
                .add(")");
    }

    private void argument(Argument argument) {
        out.optional("", argument.name(), name -> out.name(name).add(" = "));
        expression(argument.value());
    }

    private void conversion(List<OperatorParameter> parameters, SyntaxExpression query) {
        parameters(parameters);
        out.add("(");
        expression(query);
        out.add(")");
    }

    void pipe(PipeExpression pipe) {
        out.optional("", pipe.source(), source -> {
            expression(source);
            out.add("\n| ");
        });
        out.list(pipe.operators(), "\n| ", operators::operator);
    }

    void subQuery(PipeExpression pipe) {
        out.add(" (");
        pipe(pipe);
        out.add(")");
    }

    /** Parameters behind the word of an operator: {@code  kind = inner}. */
    void parameters(List<OperatorParameter> parameters) {
        for (OperatorParameter parameter : parameters) {
            out.add(" ");
            property(parameter);
        }
    }

    /** Properties behind with, or nothing when there are none. */
    void properties(List<OperatorParameter> properties) {
        if (!properties.isEmpty()) {
            out.add(" with (").list(properties, this::property).add(")");
        }
    }

    void property(OperatorParameter property) {
        if (property.name().startsWith("hint.") || Names.isWord(property.name())) {
            out.add(property.name());
        } else {
            out.name(property.name());
        }
        out.add(" = ");
        expressions(property.values());
    }
}
