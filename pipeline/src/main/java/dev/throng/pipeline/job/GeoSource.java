package dev.throng.pipeline.job;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What locations are coarsened with (P2).
 *
 * @param database a MaxMind DB file; null is the embedded one
 * @param cities a list of cities; null is the shipped one
 * @param smallestCity people that a city must have to be named
 */
public record GeoSource(@Nullable String database, @Nullable String cities, int smallestCity)
    implements Serializable {}
