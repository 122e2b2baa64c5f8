package dev.throng.transforms.pseudonymize.geo;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a database lays out a location. Each constant decodes only the fields that are needed; the
 * nested records are public because the decoder calls their constructors by reflection.
 */
enum DatabaseLayout {
  /** GeoIP2 and GeoLite2 City and Country, DB-IP's own files: maps of maps. */
  NESTED {
    @Override
    @Nullable IpPlace find(Reader reader, InetAddress address) throws IOException {
      Nested found = reader.get(address, Nested.class);
      if (found == null || found.country == null) {
        return null;
      }
      List<Division> divisions = found.subdivisions;
      Division region = divisions == null || divisions.isEmpty() ? null : divisions.get(0);
      Town city = found.city;
      return new IpPlace(
          found.country.code,
          region == null || region.names == null ? null : region.names.english,
          city == null || city.names == null ? null : city.names.english,
          city == null || city.id == null ? 0 : Math.toIntExact(city.id));
    }
  },

  /** DB-IP as ip-location-db publishes it: every field at the top. */
  FLAT {
    @Override
    @Nullable IpPlace find(Reader reader, InetAddress address) throws IOException {
      Flat found = reader.get(address, Flat.class);
      return found == null ? null : new IpPlace(found.country, found.region, found.city, 0);
    }
  };

  private static final int RECORDS_LOOKED_AT = 1000;

  abstract @Nullable IpPlace find(Reader reader, InetAddress address) throws IOException;

  /** The layout of the first records; null if they are of neither. */
  @SuppressWarnings("rawtypes")
  static @Nullable DatabaseLayout of(Reader reader) throws IOException, InvalidNetworkException {
    var networks = reader.networks(Map.class);
    for (int i = 0; i < RECORDS_LOOKED_AT && networks.hasNext(); i++) {
      Map record = networks.next().data();
      if (record.get("country_code") instanceof String) {
        return FLAT;
      }
      if (record.get("country") instanceof Map) {
        return NESTED;
      }
    }
    return null;
  }

  public record Nested(
      @Nullable Land country, @Nullable List<Division> subdivisions, @Nullable Town city) {
    @MaxMindDbConstructor
    public Nested(
        @MaxMindDbParameter(name = "country") @Nullable Land country,
        @MaxMindDbParameter(name = "subdivisions") @Nullable List<Division> subdivisions,
        @MaxMindDbParameter(name = "city") @Nullable Town city) {
      this.country = country;
      this.subdivisions = subdivisions;
      this.city = city;
    }
  }

  public record Land(@Nullable String code) {
    @MaxMindDbConstructor
    public Land(@MaxMindDbParameter(name = "iso_code") @Nullable String code) {
      this.code = code;
    }
  }

  public record Division(@Nullable Names names) {
    @MaxMindDbConstructor
    public Division(@MaxMindDbParameter(name = "names") @Nullable Names names) {
      this.names = names;
    }
  }

  public record Town(@Nullable Long id, @Nullable Names names) {
    @MaxMindDbConstructor
    public Town(
        @MaxMindDbParameter(name = "geoname_id") @Nullable Long id,
        @MaxMindDbParameter(name = "names") @Nullable Names names) {
      this.id = id;
      this.names = names;
    }
  }

  public record Names(@Nullable String english) {
    @MaxMindDbConstructor
    public Names(@MaxMindDbParameter(name = "en") @Nullable String english) {
      this.english = english;
    }
  }

  public record Flat(@Nullable String country, @Nullable String region, @Nullable String city) {
    @MaxMindDbConstructor
    public Flat(
        @MaxMindDbParameter(name = "country_code") @Nullable String country,
        @MaxMindDbParameter(name = "state1") @Nullable String region,
        @MaxMindDbParameter(name = "city") @Nullable String city) {
      this.country = country;
      this.region = region;
      this.city = city;
    }
  }
}
