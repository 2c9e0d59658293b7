package dev.halcyon.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberArrayTest {

    @Test
    void readsNumbersAndPassesOverTheRest() {
        NumberArray array = read(" [1, -2.5 ,null,\"x]\\\"\",true,{\"a\":[1,2]},[3],\"NaN\",\"-Infinity\",1e3] ");
        assertThat(array.length()).isEqualTo(10);
        assertThat(array.values()[0]).isEqualTo(1);
        assertThat(array.values()[1]).isEqualTo(-2.5);
        for (int index = 2; index <= 6; index++) {
            assertThat(array.isMissing(index)).isTrue();
        }
        assertThat(array.isMissing(7)).isFalse();
        assertThat(array.values()[7]).isNaN();
        assertThat(array.values()[8]).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(array.values()[9]).isEqualTo(1000);
        assertThat(array.integers()).isNull();
    }

    @Test
    void integersStayExact() {
        assertThat(read("[9223372036854775807,-1,0,null]").integers()).containsExactly(9223372036854775807L, -1, 0, 0);
        assertThat(read("[9223372036854775808]").integers()).isNull();
        assertThat(read("[]").integers()).isEmpty();
    }

    @Test
    void aSingleNumberRepeatsItself() {
        NumberArray single = read("2.5");
        assertThat(single.isSingle()).isTrue();
        assertThat(single.repeated(3).values()).containsExactly(2.5, 2.5, 2.5);
    }

    @Test
    void whatIsNoSeriesIsNone() {
        for (String text :
                new String[] {"", "[", "[1", "[1,", "[1 2]", "{}", "\"a\"", "null", "[1e]", "[-]", "-", "[1e999999]"}) {
            assertThat(NumberArray.read(text)).as(text).isNull();
        }
    }

    @Test
    void everyRealReadsAsTheLibraryReadsIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 200_000; run++) {
            String text = switch (run % 4) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 -> Double.toString(random.nextGaussian() * 100);
                case 2 -> random.nextLong() + "e" + random.nextInt(-80, 80);
                default -> random.nextInt(1000) + "." + random.nextLong(1L << 62);
            };
            double expected = Double.parseDouble(text);
            if (!Double.isNaN(expected) && !text.contains("Infinity")) {
                assertThat(Double.doubleToLongBits(read("[" + text + "]").values()[0]))
                        .as("%s, seed %d", text, seed)
                        .isEqualTo(Double.doubleToLongBits(expected));
            }
        }
    }

    @Test
    void whatIsWrittenReadsBackAndLooksLikeTheLanguagesNumbers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            double value = switch (run % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextGaussian();
                case 2 -> random.nextInt(-1000, 1000);
                default -> random.nextDouble() * Math.pow(10, random.nextInt(-8, 20));
            };
            String expected = "[" + Json.of(value).write() + "]";
            assertThat(NumberArrayWriter.reals(new double[] {value}))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
        assertThat(NumberArrayWriter.reals(new double[] {-0.0, 0})).isEqualTo("[-0.0,0.0]");
    }

    private static NumberArray read(String text) {
        return Objects.requireNonNull(NumberArray.read(text));
    }
}
