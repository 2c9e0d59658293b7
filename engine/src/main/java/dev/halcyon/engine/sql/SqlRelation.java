package dev.halcyon.engine.sql;

import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A query. */
public sealed interface SqlRelation {

    /** The neutral name of the select-list function that makes a row of each element; the dialect has its own. */
    String ROWS_OF_LIST = "rows_of_list";

    /**
     * {@code SELECT … FROM … WHERE … GROUP BY … ORDER BY … LIMIT}.
     *
     * @param items the select list, not empty
     * @param from empty for one row without columns
     * @param groupBy expressions; one that is an item is written as its position
     */
    record Select(
            boolean distinct,
            List<Item> items,
            Optional<From> from,
            Optional<SqlExpression> where,
            List<SqlExpression> groupBy,
            List<SqlOrder> orderBy,
            OptionalLong limit)
            implements SqlRelation {
        public Select {
            items = List.copyOf(items);
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(where, "where");
            groupBy = List.copyOf(groupBy);
            orderBy = List.copyOf(orderBy);
            Objects.requireNonNull(limit, "limit");
        }

        /** A select list over a relation and nothing else. */
        public static Select of(List<Item> items, From from) {
            return new Select(
                    false, items, Optional.of(from), Optional.empty(), List.of(), List.of(), OptionalLong.empty());
        }
    }

    /** All rows of all branches; the first one names the columns. */
    record UnionAll(List<SqlRelation> branches) implements SqlRelation {
        public UnionAll {
            branches = List.copyOf(branches);
        }
    }

    /** Constant rows; the columns are named where it is used. */
    record Values(List<List<SqlExpression>> rows) implements SqlRelation {
        public Values {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** {@code WITH name AS (…), … body}: relations that the body reads by name. */
    record With(List<Definition> definitions, SqlRelation body) implements SqlRelation {
        public With {
            definitions = List.copyOf(definitions);
            Objects.requireNonNull(body, "body");
        }
    }

    /** A named relation; {@code stored} when it is read more than once and must be computed only once. */
    record Definition(String name, SqlRelation relation, boolean stored) {
        public Definition {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(relation, "relation");
        }
    }

    /** An expression of a select list under a name. */
    record Item(SqlExpression expression, String alias) {
        public Item {
            Objects.requireNonNull(expression, "expression");
            Objects.requireNonNull(alias, "alias");
        }
    }

    /** What stands in a {@code FROM} clause. */
    sealed interface From {}

    /** A stored table; the parts of its qualified name are identifiers. */
    record Table(List<String> name, String alias) implements From {
        public Table {
            name = List.copyOf(name);
            Objects.requireNonNull(alias, "alias");
        }
    }

    /** A query as a relation; {@code columns} renames its columns when not empty. */
    record Derived(SqlRelation relation, String alias, List<String> columns) implements From {
        public Derived {
            Objects.requireNonNull(relation, "relation");
            Objects.requireNonNull(alias, "alias");
            columns = List.copyOf(columns);
        }
    }

    /** The numbers from 0 to {@code count}, exclusive, in one column; lateral: may use relations to its left. */
    record Sequence(SqlExpression count, String alias, String column) implements From {
        public Sequence {
            Objects.requireNonNull(count, "count");
            Objects.requireNonNull(alias, "alias");
            Objects.requireNonNull(column, "column");
        }
    }

    /** The rows of a file under the given column names; how it is read is the dialect's. */
    record FileScan(SqlExpression path, FileFormat format, boolean skipFirst, String alias, List<String> columns)
            implements From {
        public FileScan {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(alias, "alias");
            columns = List.copyOf(columns);
        }
    }

    /** The fields of files under the given column names, or whole rows under one; how they are read is the dialect's. */
    record FieldScan(FileSource source, String alias, List<String> columns) implements From {
        public FieldScan {
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(alias, "alias");
            columns = List.copyOf(columns);
        }
    }

    /** A join; {@code condition} is empty for a cross join. */
    record Joined(From left, JoinType type, From right, Optional<SqlExpression> condition) implements From {
        public Joined {
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(right, "right");
            Objects.requireNonNull(condition, "condition");
        }
    }

    /** Join types. */
    enum JoinType {
        CROSS("CROSS JOIN"),
        INNER("JOIN"),
        LEFT("LEFT JOIN"),
        RIGHT("RIGHT JOIN"),
        FULL("FULL JOIN"),
        SEMI("SEMI JOIN"),
        ANTI("ANTI JOIN");

        private final String text;

        JoinType(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
