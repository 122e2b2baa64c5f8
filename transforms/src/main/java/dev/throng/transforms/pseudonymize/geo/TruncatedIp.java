package dev.throng.transforms.pseudonymize.geo;

import com.google.common.net.InetAddresses;

/**
 * An IP address of which only the network is left (P3): the first 24 bits of an IPv4 address or the
 * first 48 of an IPv6 one. The whole address cannot be had from it.
 *
 * @param v6 whether the network is IPv6
 * @param prefix the network's bits, right-aligned: 0 to 2^24-1 for IPv4, 0 to 2^48-1 for IPv6
 */
public record TruncatedIp(boolean v6, long prefix) {

  public TruncatedIp {
    if (prefix < 0 || prefix >= 1L << (v6 ? 48 : 24)) {
      throw new IllegalArgumentException("a truncated IP keeps 24 bits of IPv4 or 48 of IPv6");
    }
  }

  /** The first address of the network, in network byte order: 4 bytes or 16, the host bits zero. */
  public byte[] firstAddress() {
    byte[] address = new byte[v6 ? 16 : 4];
    int kept = v6 ? 6 : 3;
    for (int i = 0; i < kept; i++) {
      address[i] = (byte) (prefix >>> (8 * (kept - 1 - i)));
    }
    return address;
  }

  /** The network in CIDR notation, as in {@code 192.0.2.0/24} or {@code 2001:db8:1::/48}. */
  @Override
  public String toString() {
    try {
      return InetAddresses.toAddrString(java.net.InetAddress.getByAddress(firstAddress()))
          + (v6 ? "/48" : "/24");
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is always one", e);
    }
  }
}
