package dev.halcyon.learn.feature;

import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link GroupedSeries} becomes features: the group as a category, then date parts of the time as numbers.
 *
 * @param groupName name of the categorical feature
 * @param valueName name of the target
 * @param dateParts the numeric features, in this order
 */
public record SeriesFeatures(String groupName, String valueName, List<DatePart> dateParts) {
    /** The features of the usage tutorial: DataType, Year, Month, Day, Hour; target ActualUsage. */
    public static final SeriesFeatures USAGE = new SeriesFeatures(
            "DataType", "ActualUsage", List.of(DatePart.YEAR, DatePart.MONTH, DatePart.DAY, DatePart.HOUR));

    public SeriesFeatures {
        dateParts = List.copyOf(dateParts);
    }

    /** The features of every row, in the rows' order. */
    public FeatureMatrix matrix(GroupedSeries series) {
        List<Column> columns = new ArrayList<>();
        columns.add(CategoricalColumn.of(groupName, series.groups()));
        long[] ticks = series.ticks();
        for (DatePart part : dateParts) {
            columns.add(part.column(ticks));
        }
        return FeatureMatrix.of(columns);
    }

    /** Features and target of every row. */
    public Dataset dataset(GroupedSeries series) {
        return new Dataset(matrix(series), valueName, series.values());
    }
}
