package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P25: of whom nobody knows where they live may live where nothing may be sent from. */
class TransferRegionTest {

  @ParameterizedTest
  @CsvSource({
    "DE, EEA, true",
    "GB, EEA, true",
    "CH, EEA, false",
    "BR, BR, true",
    "DE, BR, false",
    ", EEA, true",
    ", BR, true",
    ", , false",
    "DE, , false"
  })
  void isIn(String residence, String region, boolean in) {
    assertEquals(in, TransferRegion.isIn(residence, region == null ? Set.of() : Set.of(region)));
  }
}
