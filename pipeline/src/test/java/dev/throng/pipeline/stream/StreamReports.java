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
        - name: visits
          purpose: statistical
          audience: internal
          recipient: "tests"
          window: 6h
          dimensions: [device_class]
          measures: [sessions, pages_per_session, bounce_rate, average_session_seconds, events]
          rollups: [[]]
          release: {at_least: 2}
        - name: days
          purpose: statistical
          audience: internal
          recipient: "tests"
          window: 1d
          dimensions: []
          measures: [sessions, conversion_rate]
          release: {at_least: 2}
        - name: public
          purpose: statistical
          audience: third_party
          recipient: "the public"
          window: 1d
          dimensions: [device_class]
          measures: [unique_people, events]
          rollups: [[]]
          release: {epsilon: 2, delta: 1e-6, groups_per_person: 2, events_per_group: 10}
        - name: public_visits
          purpose: statistical
          audience: third_party
          recipient: "the public"
          window: 6h
          where: {event_type: [page_view, product_view, search]}
          dimensions: [device_class]
          measures: [unique_people, events, sessions, bounce_rate, conversion_rate]
          rollups: [[]]
          release: {epsilon: 0.5, delta: 1e-6, groups_per_person: 1, events_per_group: 5, sessions_per_group: 2}
        - name: company_visits
          purpose: statistical
          audience: third_party
          recipient: "the public"
          window: 1d
          dimensions: []
          measures: [sessions, pages_per_session, average_session_seconds]
          release:
            epsilon: 1
            unit: company
            sessions_per_group: 3
            clamps: {pages_per_session: [0, 20], average_session_seconds: [0, 3600]}
      """;

  /** The names of all. */
  static final List<String> NAMES =
      List.of(
          "traffic",
          "kinds",
          "visits",
          "days",
          "public",
          "public_visits",
          "company_visits",
          "orders");

  private StreamReports() {}
}
