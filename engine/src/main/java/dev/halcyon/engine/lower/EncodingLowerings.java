package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Base64, compression, Punycode, code points, and texts with a structure of their own. */
final class EncodingLowerings {

    private EncodingLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        text(registry, "base64_encode_tostring", "kql_base64_encode");
        text(registry, "base64_decode_tostring", "kql_base64_decode");
        text(registry, "base64_decode_toarray", "kql_base64_bytes");
        registry.add(
                "base64_decode_toguid", call -> Sql.cast(Sql.function("kql_base64_guid", call.text(0)), SqlType.UUID));
        registry.add(
                "base64_encode_fromguid",
                call -> Sql.function("kql_guid_base64", Sql.cast(call.value(0), SqlType.VARCHAR)));
        registry.addFunction("base64_encode_fromarray", "kql_bytes_base64");
        text(registry, "gzip_compress_to_base64_string", "kql_gzip");
        text(registry, "gzip_decompress_from_base64_string", "kql_gunzip");
        text(registry, "zlib_compress_to_base64_string", "kql_deflate");
        text(registry, "zlib_decompress_from_base64_string", "kql_inflate");
        text(registry, "punycode_from_string", "kql_punycode_encode");
        text(registry, "punycode_to_string", "kql_punycode_decode");
        // The names say the direction of the plain forms; the recorded answers go the other way.
        text(registry, "punycode_domain_from_string", "kql_punycode_decode_domain");
        text(registry, "punycode_domain_to_string", "kql_punycode_encode_domain");
        text(registry, "unicode_codepoints_from_string", "kql_code_points");
        registry.add("unicode_codepoints_to_string", call -> Sql.function("kql_from_code_points", jsons(call)));
        text(registry, "parse_csv", "kql_parse_csv");
        text(registry, "parse_url", "kql_parse_url");
        text(registry, "parse_urlquery", "kql_parse_url_query");
        text(registry, "parse_path", "kql_parse_path");
        text(registry, "parse_xml", "kql_parse_xml");
        registry.add(
                "parse_version",
                call -> ConversionLowerings.convert(
                        Sql.function("kql_parse_version", call.text(0)), ScalarType.STRING, ScalarType.DECIMAL));
        registry.add(
                "parse_user_agent",
                call -> Sql.function(
                        "kql_parse_user_agent",
                        call.text(0),
                        call.count() > 1 ? call.json(1) : Sql.text("[\"browser\",\"os\",\"device\"]")));
        registry.add("parse_command_line", EncodingLowerings::commandLine);
    }

    private static void text(ScalarLowerings.Registry registry, String name, String function) {
        registry.add(name, call -> Sql.function(function, call.text(0)));
    }

    private static List<SqlExpression> jsons(ScalarArguments call) {
        List<SqlExpression> jsons = new ArrayList<>();
        for (int index = 0; index < call.count(); index++) {
            jsons.add(call.json(index));
        }
        return jsons;
    }

    private static SqlExpression commandLine(ScalarArguments call) {
        String parser = call.requireString(1, "parser");
        if (!parser.equalsIgnoreCase("windows")) {
            throw call.refused("parse_command_line() knows the parser 'windows', not '%s'".formatted(parser));
        }
        return Sql.function("kql_parse_command_line", call.text(0));
    }
}
