package dev.throng.transforms.consent.signal;

import com.iab.gpp.encoder.section.Sections;
import com.iab.gpp.encoder.section.TcfCaV1;
import com.iab.gpp.encoder.section.TcfEuV2;
import dev.throng.transforms.step.GppMapping;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.TcfMapping;
import dev.throng.transforms.step.Warning;
import java.util.List;

/**
 * IAB GPP (P18): every section is heard, and what any of them refuses is refused. A string with a
 * section that is malformed or unknown is refused all that a string could express; one without
 * sections says nothing.
 *
 * @param europe of the European section
 * @param mapping of the other ones
 */
record GppDecoder(TcfMapping europe, GppMapping mapping) implements Decoder {

  @Override
  public Decoded read(String text) {
    String[] parts = text.split("~", -1);
    List<Integer> sections = GppHeader.sections(parts[0]);
    if (sections.size() != parts.length - 1) {
      throw new IllegalArgumentException("other sections than announced");
    }
    if (!Sections.SECTION_ID_NAME_MAP.keySet().containsAll(sections)) {
      return Decoded.unreadable(expressible(), Warning.UNKNOWN_GPP_SECTION);
    }
    Decoded all = Decoded.SILENT;
    for (int i = 0; i < sections.size(); i++) {
      all = all.and(section(sections.get(i), parts[i + 1]));
    }
    return all;
  }

  private Decoded section(int section, String text) {
    if (section == TcfEuV2.ID) {
      return TcfString.ofEurope(text).word(europe);
    }
    if (section == TcfCaV1.ID) {
      return TcfString.ofCanada(text).word(mapping.canada());
    }
    return UsSection.word(section, text, mapping);
  }

  @Override
  public Decoded unreadable() {
    return Decoded.unreadable(expressible(), Warning.MALFORMED_GPP);
  }

  private int expressible() {
    return europe.expressible()
        | mapping.expressible()
        | Purpose.MARKETING.bit()
        | Purpose.SHARE_WITH_SELLERS.bit(); // by Global Privacy Control
  }
}
