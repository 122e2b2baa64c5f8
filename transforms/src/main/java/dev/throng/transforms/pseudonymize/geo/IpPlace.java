package dev.throng.transforms.pseudonymize.geo;

import org.jspecify.annotations.Nullable;

/**
 * What a location database says of a network, in its own words: only good for finding a {@link
 * Place}.
 *
 * @param cityId GeoNames id, 0 if the database has none
 */
record IpPlace(
    @Nullable String country, @Nullable String region, @Nullable String city, int cityId) {}
