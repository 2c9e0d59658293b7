package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The smallest schema that admits all values ({@code buildschema}). It works in two steps, so that rows of the same shape
 * are kept once: the shape of a value has the names of types in place of its scalars; a schema is made of all shapes.
 */
final class SchemaFunctions {

    /** What {@code buildschema} calls the elements of arrays. */
    private static final String ELEMENTS = "`indexer`";

    private SchemaFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict(
                "kql_shape", "R67", text, a -> shape(JsonText.read(a.text(0))).write(), text);
        list.strict("kql_schema", "R67", text, a -> schema(a.text(0)), text);
    }

    private static Json shape(Json value) {
        return switch (value) {
            case Json.Null empty -> empty;
            case Json.Bool bool -> new Json.Text("bool");
            case Json.Numeric number -> new Json.Text(number.isInteger() ? "long" : "double");
            case Json.Text string -> new Json.Text("string");
            case Json.Array array -> {
                Set<Json> shapes = new LinkedHashSet<>();
                array.elements().forEach(element -> shapes.add(shape(element)));
                yield new Json.Array(List.copyOf(shapes));
            }
            case Json.Bag bag -> {
                Map<String, Json> members = new LinkedHashMap<>();
                bag.members().forEach((key, member) -> members.put(key, shape(member)));
                yield new Json.Bag(members);
            }
        };
    }

    private static String schema(String shapes) {
        Schema schema = new Schema();
        if (JsonText.read(shapes) instanceof Json.Array array) {
            array.elements().forEach(schema::add);
        }
        return schema.write().write();
    }

    /** What is known about the values in one place. */
    private static final class Schema {
        private final Set<String> scalars = new TreeSet<>();
        private final Map<String, Schema> members = new LinkedHashMap<>();
        private boolean structured;

        void add(Json shape) {
            switch (shape) {
                case Json.Text type -> scalars.add(type.value());
                case Json.Array array -> {
                    structured = true;
                    array.elements().forEach(element -> member(ELEMENTS).add(element));
                }
                case Json.Bag bag -> {
                    structured = true;
                    bag.members().forEach((key, value) -> member(key).add(value));
                }
                case Json.Null empty -> {}
                case Json.Bool bool -> {}
                case Json.Numeric number -> {}
            }
        }

        private Schema member(String name) {
            return members.computeIfAbsent(name, key -> new Schema());
        }

        /** One type stands alone, several in an array, structures first. */
        Json write() {
            List<Json> types = new ArrayList<>();
            if (structured) {
                Map<String, Json> written = new LinkedHashMap<>();
                members.forEach((key, member) -> written.put(key, member.write()));
                types.add(new Json.Bag(written));
            }
            scalars.forEach(type -> types.add(new Json.Text(type)));
            return types.size() == 1 ? types.getFirst() : new Json.Array(types);
        }
    }
}
