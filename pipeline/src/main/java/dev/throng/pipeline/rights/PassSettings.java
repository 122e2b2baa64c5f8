package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.transforms.pseudonymize.key.RowSeal;
import java.io.Serializable;
import java.util.function.Supplier;

/**
 * All that a worker needs to take part in a pass: references and rules, never a secret (F12).
 *
 * @param pass the pass's name
 */
record PassSettings(Job job, String pass, FileWork work) implements Serializable {

  PassFolder folder(Supplier<RowSeal> seal) {
    return PassFolder.of(job, pass, seal);
  }
}
