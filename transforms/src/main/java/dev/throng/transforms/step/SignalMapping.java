package dev.throng.transforms.step;

import java.io.Serializable;

/**
 * What foreign consent signals mean for our purposes (design section 5, rule 6). The policy file
 * says it; the decoders apply it.
 *
 * @param tcf of TCF v2, also where it is a section of GPP
 * @param gpp of the other sections of GPP
 * @param google of Google's consent mode
 */
public record SignalMapping(TcfMapping tcf, GppMapping gpp, GoogleMapping google)
    implements Serializable {}
