package dev.throng.pipeline.job;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Kafka that aggregates are written to.
 *
 * @param bootstrap brokers to ask first, {@code host:port}, parted by commas
 * @param topic its name
 * @param properties a file of the client's settings, secrets among them, that is read where it is
 *     needed and passed on nowhere (F12); null where there is none
 */
public record TopicOutput(String bootstrap, String topic, @Nullable String properties)
    implements Serializable {}
