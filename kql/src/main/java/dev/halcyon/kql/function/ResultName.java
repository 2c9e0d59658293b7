package dev.halcyon.kql.function;

/** How an unnamed result column is called (R75, R77). */
public sealed interface ResultName {

    /** {@code Column1}, {@code Column2}, …; {@code print_0}, … under print. */
    record Generated() implements ResultName {}

    /** The name of the first argument: {@code bin(t, 1h)} → {@code t}. */
    record First() implements ResultName {}

    /** The name of the only argument, when there is just one. */
    record OnlyArgument() implements ResultName {}

    /** {@code <function>_<first>}: {@code strlen(x)} → {@code strlen_x}. */
    record FunctionAndFirst() implements ResultName {}

    /** {@code <prefix>_<first>}: {@code avg(x)} → {@code avg_x}, over an unnamed expression {@code avg_}. */
    record PrefixAndFirst(String prefix) implements ResultName {}

    /** Fixed text. */
    record Prefix(String text) implements ResultName {}

    /** A rule of the function's own: {@code arg_max}, {@code percentile}, multi-column results. */
    record Special(String kind) implements ResultName {}

    /** Reads the catalogue's spelling. */
    static ResultName parse(String text) {
        String[] words = text.split(" ", 2);
        return switch (words[0]) {
            case "none" -> new Generated();
            case "first" -> new First();
            case "only_argument" -> new OnlyArgument();
            case "func_first" -> new FunctionAndFirst();
            case "prefix_first" -> new PrefixAndFirst(words[1]);
            case "prefix" -> new Prefix(words[1]);
            default -> new Special(words[0]);
        };
    }
}
