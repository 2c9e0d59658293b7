package dev.halcyon.learn.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureMatrixTest {
    private static final CategoricalColumn TYPE = CategoricalColumn.of("Type", Arrays.asList("b", "a", null, "c"));
    private static final NumericColumn HOUR = NumericColumn.of("Hour", 1, 2, 3, Double.NaN);

    @Test
    void categoriesAreSortedAndMissingOnesHaveNoCode() {
        assertThat(TYPE.categories()).containsExactly("a", "b", "c");
        assertThat(TYPE.code(0)).isEqualTo(1);
        assertThat(TYPE.code(2)).isEqualTo(CategoricalColumn.MISSING);
        assertThat(TYPE.category(2)).isNull();
    }

    @Test
    void alignsByNameAndForgetsUnknownCategories() {
        FeatureSchema schema = new FeatureSchema(
                List.of(new Feature.Numeric("Hour"), new Feature.Categorical("Type", List.of("c", "a"))));

        FeatureMatrix aligned = FeatureMatrix.of(List.of(TYPE, HOUR)).alignTo(schema);

        assertThat(aligned.schema()).isEqualTo(schema);
        CategoricalColumn type = (CategoricalColumn) aligned.column(1);
        assertThat(List.of(type.code(0), type.code(1), type.code(2), type.code(3)))
                .containsExactly(-1, 1, -1, 0);
    }

    @Test
    void namesTheColumnThatDoesNotFit() {
        FeatureMatrix matrix = FeatureMatrix.of(List.of(TYPE));
        assertThatThrownBy(() -> matrix.alignTo(new FeatureSchema(List.of(new Feature.Numeric("Day")))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Day");
        assertThatThrownBy(() -> matrix.alignTo(new FeatureSchema(List.of(new Feature.Numeric("Type")))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Type is categorical");
        assertThatThrownBy(() -> FeatureMatrix.of(List.of(TYPE, NumericColumn.of("Hour", 1))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Hour has 1");
        assertThatThrownBy(() -> FeatureMatrix.of(List.of())).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> CategoricalColumn.ofCodes("Type", List.of("a"), 1))
                .isInstanceOf(InvalidDataException.class);
    }

    @Test
    void refusesATargetThatIsNotFinite() {
        assertThatThrownBy(() -> new Dataset(FeatureMatrix.of(List.of(TYPE)), "Usage", new double[] {1, 2, 3, 1 / 0.0}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("row 3");
        assertThatThrownBy(() -> new Dataset(FeatureMatrix.of(List.of(TYPE)), "Usage", new double[] {1}))
                .isInstanceOf(InvalidDataException.class);
    }

    @Test
    void seriesAreSortedByTimeThenGroup() {
        GroupedSeries series =
                GroupedSeries.sorted(new long[] {2, 1, 2, 1}, List.of("a", "b", "A", "a"), new double[] {1, 2, 3, 4});

        assertThat(series.values()).containsExactly(4, 2, 3, 1);
        assertThat(series.before(2).values()).containsExactly(4, 2);
        assertThat(series.from(2).groups()).containsExactly("A", "a");
        assertThat(series.from(3).rowCount()).isZero();
    }
}
