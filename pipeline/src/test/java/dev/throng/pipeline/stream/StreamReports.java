package dev.throng.pipeline.stream;

import java.util.List;

/** Reports for jobs over topics. */
final class StreamReports {
  static final String TEXT =
      """
      reports:
        - name: traffic
          purpose: statistical
          audience: internal
          recipient: "tests"
          window: 1h
          dimensions: [country, device_class]
          measures: [events, unique_people, unique_devices]
          rollups: [[country], []]
          release: {at_least: 3}
        - name: kinds
          purpose: marketing
          audience: internal
          recipient: "tests"
          window: 1d
          dimensions: [event_type]
          measures: [events, unique_people]
          release: {at_least: 2}
        - name: orders
          purpose: statistical
          audience: internal
          recipient: "tests"
          window: 1d
          where: {event_type: [order, add_to_cart, product_view]}
          dimensions: [currency]
          measures: [events, sum(price)]
          release: {at_least: 2}
      """;

  /** Their names. */
  static final List<String> NAMES = List.of("traffic", "kinds", "orders");

  private StreamReports() {}
}
