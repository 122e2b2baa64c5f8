package dev.throng.pipeline.generate;

/**
 * One browser on one device: the pieces of JSON that it adds to its events.
 *
 * @param header its User-Agent header, quoted
 * @param hints its client hints, an object; empty where it sends none
 * @param attributes what an application tells of the device, without braces
 * @param robot whether nobody sits behind it
 */
record Agent(String header, String hints, String attributes, boolean robot) {

  static Agent robot(String header) {
    return new Agent('"' + header + '"', "", "", true);
  }

  static Agent of(String header, String hints, Device device) {
    return new Agent('"' + header + '"', hints, device.attributes(), false);
  }

  /** What of a device does not depend on the browser. */
  record Device(String type, String brand, String model, String os, String version, String screen) {
    String attributes() {
      return "\"type\":\"%s\",\"brand\":\"%s\",\"model\":\"%s\",\"os\":\"%s\",\"os_version\":\"%s\",\"screen\":\"%s\""
          .formatted(type, brand, model, os, version, screen);
    }
  }
}
