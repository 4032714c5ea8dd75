package sluice.web.metrics;

import java.util.List;

/**
 * One value.
 *
 * @param family the metric
 * @param labels the values of its labels, in their order
 * @param value the value, in the unit of its metric
 */
record Sample(Family family, List<String> labels, double value) {

    static Sample of(Family family, double value, String... labels) {
        return new Sample(family, List.of(labels), value);
    }
}
