package dev.throng.pipeline.publish;

import java.io.Serializable;

/**
 * A whole file that waits in a staging area.
 *
 * @param output the output folder, as the job names it
 * @param staged name of the file in the staging area of {@code output}
 * @param place path of the file below {@code output} once it is committed, with {@code /}
 * @param rows rows in it, without a header
 * @param bytes its size
 * @param sha256 its SHA-256 in hexadecimal digits
 */
public record WrittenFile(
    String output, String staged, String place, long rows, long bytes, String sha256)
    implements Serializable {}
