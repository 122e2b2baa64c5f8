package dev.throng.pipeline.consent;

/** Somebody or something that an event is of: type {@code device|cookie|user|company}, and text. */
record Id(String type, String text) {}
