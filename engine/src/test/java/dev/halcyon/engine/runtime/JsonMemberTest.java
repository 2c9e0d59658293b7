package dev.halcyon.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members are found in the bytes of a text as in the value that it stands for (R64). */
class JsonMemberTest {

    private static String find(String json, String pointer) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            // Exactly as long as the text: a read behind its end fails.
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            long found = JsonMember.of(pointer).find(memory, 0, bytes.length);
            return found == JsonMember.NOWHERE ? "nowhere" : JsonMember.value(memory, found, bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2}|/b|2",
                "{\"a\":1,\"b\":2}|/c|nowhere",
                "{ \"a\" : { \"b\" : [1, {\"c\":2}] , \"c\" : \"x\" } }|/a/c|\"x\"",
                "{\"a\":{\"b\":[1,{\"c\":2}],\"c\":3}}|/a/b|[1,{\"c\":2}]",
                "{\"c\":{\"a\":1},\"a\":2}|/a|2",
                "{\"s\":\"a\\\\\",\"a\":2}|/a|2",
                "{\"s\":\"\\\"a\\\":9,\",\"a\":2}|/a|2",
                "{\"s\":[\"]\",\"}\"],\"a\":2}|/a|2",
                "{\"a/b\":1,\"a~b\":2}|/a~1b|1",
                "{\"a/b\":1,\"a~b\":2}|/a~0b|2",
                "{\"größe\":3}|/größe|3",
                "{\"gr\\u00f6\\u00dfe\":3}|/größe|3",
                "{\"a\\nb\":3,\"ab\":4}|/ab|4",
                "{\"\":3}|/|3",
                "[1,2]|/0|nowhere",
                "7|/a|nowhere",
                "7||7",
                "{\"a\":7}|/a/b|nowhere",
                "{\"a\":null}|/a|null",
                "{}|/a|nowhere"
            })
    void membersAreFound(String json, String pointer, String value) {
        assertThat(find(json, pointer == null ? "" : pointer)).isEqualTo(value);
    }

    @Test
    void aTextThatEndsEarlyIsReadToItsEndOnly() {
        String json =
                "{\"s\":\"x\\\"y\\u00e9\",\"b\":[{\"k\":[]},\"]\"],\"a\":{\"n\":-12.5e3,\"t\":\"12345678901234567890\"}}";
        for (int length = 0; length < json.length(); length++) {
            for (String pointer : new String[] {"/a/n", "/a/t", "/b", "/zzz", ""}) {
                assertThat(find(json.substring(0, length), pointer)).isNotNull();
            }
        }
    }

    @Test
    void whatIsFoundIsWhatTheParserFinds() {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        System.out.println("JsonMemberTest: -Dhalcyon.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String json = object(random, 3);
            String pointer = "/" + key(random) + (random.nextBoolean() ? "/" + key(random) : "");
            String expected = DynamicReading.member(json, pointer).orElse("null");
            String found = find(json, pointer);
            String value =
                    found.equals("nowhere") ? "null" : JsonText.read(found).write();
            assertThat(value).as("%s of %s", pointer, json).isEqualTo(expected);
        }
    }

    private static String key(Random random) {
        return "k" + random.nextInt(4);
    }

    /** Without equal names: the parser takes the last, the bytes have the first first. */
    private static String object(Random random, int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int index = 0; index < 4; index++) {
            if (random.nextInt(3) > 0) {
                String name = random.nextInt(5) == 0 ? "\\u006b" + index : "k" + index;
                json.append(json.length() == 1 ? "" : random.nextBoolean() ? "," : " , ")
                        .append('"')
                        .append(name)
                        .append(random.nextBoolean() ? "\":" : "\" : ")
                        .append(value(random, depth));
            }
        }
        return json.append('}').toString();
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> "\"" + "a\\\"}]{[,:\\\\ ".repeat(random.nextInt(3)) + "\"";
            case 2 -> "true";
            case 3 -> "null";
            case 4 -> "[" + value(random, depth - 1) + ", " + value(random, depth - 1) + "]";
            default -> object(random, depth - 1);
        };
    }
}
