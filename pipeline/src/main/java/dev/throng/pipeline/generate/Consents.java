package dev.throng.pipeline.generate;

/**
 * What people said when they were asked: most allow statistics, some nothing at all, some were
 * never asked, and some speak through a browser or a consent platform (P18). Each is stable for a
 * person.
 */
final class Consents {
  private static final long ASKED = 17_672_000_000L; // early in 2026, in tenths of a second
  private static final String[] VERSIONS = {
    "2020-09-14", "2020-09-14", "2020-09-14", "2024-03-01", "2024-03-01", "2018-05-25"
  };
  private static final String[] TCF = {
    TcfString.of(ASKED, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    TcfString.of(ASKED + 864_000, 1, 8, 9),
    TcfString.of(ASKED + 2_592_000, 1, 5, 6, 8, 9),
    TcfString.of(ASKED + 5_184_000),
  };
  // "DBABMA" is a header that announces the European section alone.
  private static final String[] GPP = {"DBABMA~" + TCF[0], "DBABMA~" + TCF[1], "DBABMA~" + TCF[3]};
  private static final String[] GOOGLE = {"G111", "G101", "G110", "G100"};

  private Consents() {}

  /** Adds {@code ,"consent":{...}}, or nothing for who is silent. */
  static void write(Dice dice, Bytes out) {
    int kind = dice.below(1000);
    if (kind < 100) {
      return;
    }
    out.ascii(",\"consent\":{");
    if (kind < 180) {
      own(out, false, false, false);
      out.ascii(",\"share_with_sellers\":false,\"research\":false");
    } else if (kind < 220) {
      out.ascii("\"tcf\":\"").ascii(dice.of(TCF)).ascii("\"");
    } else if (kind < 250) {
      out.ascii("\"gpp\":\"").ascii(dice.of(GPP)).ascii("\"");
    } else if (kind < 280) {
      out.ascii("\"google\":\"").ascii(dice.of(GOOGLE)).ascii("\"");
    } else if (kind < 330) {
      out.ascii("\"statistical\":true,\"gpc\":true");
    } else if (kind < 500) {
      out.ascii("\"statistical\":true");
    } else if (kind < 600) {
      own(out, true, true, false);
    } else {
      own(out, true, true, true);
      out.ascii(",\"share_with_sellers\":").ascii(Boolean.toString(dice.permille(800)));
      if (dice.permille(500)) {
        out.ascii(",\"research\":").ascii(Boolean.toString(dice.permille(700)));
      }
    }
    if (dice.permille(720)) {
      out.ascii(",\"policy_version\":\"").ascii(dice.of(VERSIONS)).ascii("\"");
    }
    out.ascii("}");
  }

  private static void own(Bytes out, boolean statistical, boolean personal, boolean marketing) {
    out.ascii("\"statistical\":").ascii(Boolean.toString(statistical));
    out.ascii(",\"personalisation\":").ascii(Boolean.toString(personal));
    out.ascii(",\"marketing\":").ascii(Boolean.toString(marketing));
  }
}
