package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.syntax.ExtendOperator;
import dev.halcyon.kql.syntax.ParseOperator;
import dev.halcyon.kql.syntax.ParsePatternElement;
import dev.halcyon.kql.syntax.PrintOperator;
import dev.halcyon.kql.syntax.ProjectAwayOperator;
import dev.halcyon.kql.syntax.ProjectOperator;
import dev.halcyon.kql.syntax.ProjectRenameOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.WhereOperator;
import java.util.Optional;
import java.util.Set;

/** The restricted profile of {@code transformKql} (I-8; ingestion.md section 2). */
final class TransformationProfile implements DialectProfile {

    private static final Set<String> OTHER_FUNCTIONS = Set.of(
            "tobool",
            "todatetime",
            "toreal",
            "toint",
            "tolong",
            "tostring",
            "toguid",
            "totimespan",
            "ago",
            "now",
            "bin",
            "floor",
            "datetime_add",
            "datetime_diff",
            "datetime_part",
            "dayofmonth",
            "dayofweek",
            "dayofyear",
            "week_of_year",
            "startofday",
            "startofweek",
            "startofmonth",
            "startofyear",
            "endofday",
            "endofweek",
            "endofmonth",
            "endofyear",
            "monthofyear",
            "getyear",
            "hourofday",
            "make_datetime",
            "make_timespan",
            "format_datetime",
            "format_timespan",
            "bag_pack",
            "pack_array",
            "parse_json",
            "parse_xml",
            "array_concat",
            "array_length",
            "zip",
            "bag_keys",
            "bag_merge",
            "bag_remove_keys",
            "bag_has_key",
            "abs",
            "exp",
            "exp10",
            "exp2",
            "log",
            "log10",
            "log2",
            "pow",
            "round",
            "ceiling",
            "sign",
            "sqrt",
            "isfinite",
            "isinf",
            "isnan",
            "max_of",
            "min_of",
            "case",
            "iff",
            "coalesce",
            "not",
            "base64_encode_tostring",
            "base64_decode_tostring",
            "countof",
            "extract",
            "extract_all",
            "indexof",
            "isempty",
            "isnotempty",
            "replace",
            "replace_regex",
            "split",
            "strcat",
            "strcat_delim",
            "strlen",
            "substring",
            "tolower",
            "toupper",
            "trim",
            "trim_start",
            "trim_end",
            "hash_sha256",
            "translate",
            "gettype",
            "isnotnull",
            "isnull",
            "parse_cef_dictionary",
            "geo_location",
            "column_ifexists",
            "binary_and",
            "binary_or",
            "binary_xor",
            "binary_not",
            "binary_shift_left",
            "binary_shift_right");

    private static final int MAXIMUM_PARSED_COLUMNS = 10;

    @Override
    public Optional<String> refusal(QueryOperator operator) {
        if (operator instanceof ParseOperator parse) {
            long columns = parse.pattern().stream()
                    .filter(ParsePatternElement.Column.class::isInstance)
                    .count();
            return columns > MAXIMUM_PARSED_COLUMNS
                    ? Optional.of("A transformation parses at most %d columns in one operator: use several"
                            .formatted(MAXIMUM_PARSED_COLUMNS))
                    : Optional.empty();
        }
        boolean allowed = operator instanceof WhereOperator
                || operator instanceof ExtendOperator
                || operator instanceof ProjectOperator
                || operator instanceof ProjectAwayOperator
                || operator instanceof ProjectRenameOperator
                || operator instanceof PrintOperator;
        return allowed
                ? Optional.empty()
                : Optional.of("A transformation works on one row at a time: use where, extend, project, project-away, "
                        + "project-rename and parse");
    }

    @Override
    public Optional<String> refusal(Construct construct) {
        return Optional.of(
                switch (construct) {
                    case STORED_TABLE, RESOURCE, DATABASE -> "A transformation reads the rows of source";
                    case EXTERNAL_FILE -> "A transformation reads the rows of source, or a datatable";
                    case DYNAMIC_LITERAL -> "Write parse_json('…') instead";
                    case SUBQUERY -> "A transformation works on one row at a time: list the values, or use case()";
                    case SAVED_FUNCTION -> "A transformation calls the functions that it defines with let";
                    case TABULAR_PARAMETER -> "Functions of a transformation take scalars";
                    case REQUEST_PROPERTY -> "A transformation has no request: use let";
                });
    }

    @Override
    public Optional<String> refusal(FunctionDeclaration function) {
        boolean allowed = function.kind() == FunctionKind.OPERATOR || OTHER_FUNCTIONS.contains(function.name());
        return allowed ? Optional.empty() : Optional.of("The function is not available in transformations");
    }

    @Override
    public boolean nowIsKnown() {
        return false;
    }
}
