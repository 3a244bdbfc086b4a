package org.portbound.ui.listeners;

/** Well-known fillings of the bind form; every one of them stays on this machine. */
enum BindPreset {
  LOOPBACK("127.0.0.1", "12345", ""),
  LOOPBACK_IPV6("::1", "12345", ""),
  WS_DISCOVERY("0.0.0.0", "3702", "239.255.255.250"),
  SSDP("0.0.0.0", "1900", "239.255.255.250"),
  MDNS("0.0.0.0", "5353", "224.0.0.251");

  final String address;
  final String port;
  final String groups;

  BindPreset(String address, String port, String groups) {
    this.address = address;
    this.port = port;
    this.groups = groups;
  }

  /** The key of its sentence in the menu, and the end of its id. */
  String id() {
    return switch (this) {
      case LOOPBACK -> "loopback";
      case LOOPBACK_IPV6 -> "loopback-ipv6";
      case WS_DISCOVERY -> "ws-discovery";
      case SSDP -> "ssdp";
      case MDNS -> "mdns";
    };
  }
}
