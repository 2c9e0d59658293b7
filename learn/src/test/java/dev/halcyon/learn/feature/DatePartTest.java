package dev.halcyon.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.learn.Seeds;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DatePartTest {
    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final long FIRST_SECOND =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();

    @Test
    void knowsTheTickOfTheEpochAndTheFirstTick() {
        assertThat(Ticks.of(Instant.EPOCH)).isEqualTo(621_355_968_000_000_000L);
        assertThat(Ticks.toInstant(0)).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
    }

    @Test
    void partsAreThoseOfTheCalendar() {
        Seeds.forEach(2_000, random -> {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(FIRST_SECOND, LAST_SECOND), random.nextInt(10_000_000) * 100L);
            long ticks = Ticks.of(instant);
            LocalDateTime time = instant.atOffset(ZoneOffset.UTC).toLocalDateTime();

            assertThat(Ticks.toInstant(ticks)).isEqualTo(instant);
            assertThat(DatePart.YEAR.of(ticks)).isEqualTo(time.getYear());
            assertThat(DatePart.MONTH.of(ticks)).isEqualTo(time.getMonthValue());
            assertThat(DatePart.DAY.of(ticks)).isEqualTo(time.getDayOfMonth());
            assertThat(DatePart.DAY_OF_WEEK.of(ticks))
                    .isEqualTo(time.getDayOfWeek().getValue());
            assertThat(DatePart.DAY_OF_YEAR.of(ticks)).isEqualTo(time.getDayOfYear());
            assertThat(DatePart.HOUR.of(ticks)).isEqualTo(time.getHour());
            assertThat(DatePart.MINUTE.of(ticks)).isEqualTo(time.getMinute());
        });
    }
}
