package dev.throng.transforms.parse;

import static dev.throng.schemas.PrivacyClass.*;

/**
 * Events in the envelope of CloudEvents 1.0, in structured JSON mode: one a line, or one a record;
 * in records of a topic also in binary mode, see {@link CloudEventMessages}. {@code data} holds the
 * fields of {@code throng-json}; of the envelope, what {@code data} does not say is taken.
 *
 * <p>After https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.
 */
final class CloudEvents {

  private static final EventWords EVENTS = EventWords.of();

  static final Mapping MAPPING =
      Mapping.of(
              "Events in the envelope of CloudEvents 1.0. Their data holds the fields of throng-json."
                  + " In files they stand in structured JSON mode, one a line: a line has no"
                  + " headers. In records of a topic they may also stand in binary mode: each"
                  + " attribute is a header, `ce_id` for `id`, and the value is the data, of a"
                  + " `content-type` of JSON if of any.")
          .event("data")
          .to("event_id", "id")
          .by(
              "event_type",
              "its last part, a version aside: com.example.page_view.v1 is page_view",
              in -> EVENTS.typeOf(lastPart(in.text())),
              "type")
          .to("event_time", "time")
          // Nobody can tell what it holds; so it may hold what refuses.
          .rejects(PROPERTY, "data_base64")
          .drop(URL, "source", "dataschema")
          .drop(USER_ID, "subject", "partitionkey")
          .drop(RECORD_ID, "traceparent", "tracestate", "sequence")
          .drop(VOCABULARY, "specversion", "datacontenttype", "sequencetype", "dataref")
          .build();

  private CloudEvents() {}

  private static String lastPart(String type) {
    String name = type.replaceFirst("[./]v\\d{1,4}$", "");
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
  }
}
