package dev.halcyon.kql.syntax.print;

import dev.halcyon.kql.syntax.AliasStatement;
import dev.halcyon.kql.syntax.ColumnDeclaration;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.ParameterDeclaration;
import dev.halcyon.kql.syntax.ParameterType;
import dev.halcyon.kql.syntax.PatternCase;
import dev.halcyon.kql.syntax.PatternStatement;
import dev.halcyon.kql.syntax.QueryParametersStatement;
import dev.halcyon.kql.syntax.RestrictStatement;
import dev.halcyon.kql.syntax.SchemaDeclaration;
import dev.halcyon.kql.syntax.SetStatement;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.TypeName;
import java.util.ArrayList;
import java.util.List;

/** Writes statements and declarations. */
final class StatementPrinter {
    private final PrintBuffer out;
    private final ExpressionPrinter expressions;

    StatementPrinter(PrintBuffer out) {
        this.out = out;
        this.expressions = new ExpressionPrinter(out, this);
    }

    ExpressionPrinter expressions() {
        return expressions;
    }

    void statements(List<Statement> statements) {
        out.list(statements, ";\n", this::statement);
    }

    void statement(Statement statement) {
        switch (statement) {
            case LetStatement let -> {
                out.add("let ").name(let.name()).add(" = ");
                expressions.expression(let.value());
            }
            case SetStatement set -> {
                out.add("set ").name(set.name());
                out.optional(" = ", set.value(), expressions::expression);
            }
            case QueryParametersStatement declared -> {
                out.add("declare query_parameters ");
                parameters(declared.parameters());
            }
            case ExpressionStatement answer -> expressions.expression(answer.expression());
            case AliasStatement alias -> {
                out.add("alias database ").name(alias.name()).add(" = ");
                expressions.expression(alias.database());
            }
            case RestrictStatement restrict -> {
                out.add("restrict access to (");
                out.list(restrict.entities(), expressions::expression).add(")");
            }
            case PatternStatement pattern -> pattern(pattern);
        }
    }

    private void pattern(PatternStatement pattern) {
        out.add("declare pattern ").name(pattern.name());
        if (pattern.cases().isEmpty() && pattern.parameters().isEmpty() && pattern.path() == null) {
            return;
        }
        out.add(" = ");
        parameters(pattern.parameters());
        out.optional("[", pattern.path(), path -> {
            parameter(path);
            out.add("]");
        });
        out.add(" { ").list(pattern.cases(), " ", this::patternCase).add(" }");
    }

    private void patternCase(PatternCase patternCase) {
        out.add("(").list(patternCase.arguments(), expressions::expression).add(")");
        out.optional(".[", patternCase.path(), path -> {
            expressions.expression(path);
            out.add("]");
        });
        out.add(" = { ");
        statements(patternCase.body());
        out.add(" };");
    }

    void function(FunctionDeclaration function) {
        out.add(function.view() ? "view " : "");
        parameters(function.parameters());
        out.add(" { ");
        statements(function.body());
        out.add(" }");
    }

    private void parameters(List<ParameterDeclaration> parameters) {
        out.add("(").list(parameters, this::parameter).add(")");
    }

    private void parameter(ParameterDeclaration parameter) {
        out.name(parameter.name()).add(": ");
        type(parameter.type());
        out.optional(" = ", parameter.defaultValue(), expressions::expression);
    }

    private void type(ParameterType type) {
        switch (type) {
            case TypeName name -> typeName(name);
            case SchemaDeclaration schema -> schema(schema);
        }
    }

    /** What stands in the parentheses of typeof. */
    void typeof(ParameterType type) {
        switch (type) {
            case TypeName name -> {
                out.add("(");
                typeName(name);
                out.add(")");
            }
            case SchemaDeclaration schema -> schema(schema);
        }
    }

    void typeName(TypeName type) {
        // The word dynamic is reserved in expressions only.
        if (type.text().equals("dynamic")) {
            out.add(type.text());
        } else {
            out.name(type.text());
        }
    }

    void schema(SchemaDeclaration schema) {
        List<Runnable> parts = new ArrayList<>();
        if (schema.star()) {
            parts.add(() -> out.add("*"));
        }
        schema.columns().forEach(column -> parts.add(() -> column(column)));
        out.add("(").list(parts, Runnable::run).add(")");
    }

    void column(ColumnDeclaration column) {
        out.name(column.name()).add(": ");
        typeName(column.type());
    }
}
