using System.Net;
using System.Net.Sockets;

namespace Matchmaking.Webhooks.Sending;

/// <summary>Which addresses belong to the public internet, after the special-purpose registries of IANA (RFC 6890 and what was registered since).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. Networks(
            "0.0.0.0/8", // this network; Linux takes 0.0.0.0 for itself
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private, RFC 1918
            "100.64.0.0/10", // shared by the customers of a carrier, RFC 6598
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local; the metadata of cloud machines
            "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // protocol assignments, documentation
            "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24", // AS112, AMT
            "192.88.99.0/24", // 6to4 relays
            "198.18.0.0/15", // benchmarks
            "224.0.0.0/4", "240.0.0.0/4"), // multicast, reserved, broadcast
        .. Networks(
            "2001::/23", // protocol assignments, among them Teredo, which carries an IPv4 address
            "2001:db8::/32", "3fff::/20", // documentation
            "2002::/16", // 6to4, which carries an IPv4 address
            "2620:4f:8000::/48"), // AS112
    ];

    // Whatever else there is of IPv6 lies outside: unspecified, loopback, mapped and compatible IPv4, NAT64 (64:ff9b::/96 and 64:ff9b:1::/48),
    // unique local (fc00::/7), link-local (fe80::/10), site-local, multicast, segment routing, discard.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>True for a unicast address of the public internet. What only wraps an IPv4 address is none, whatever it wraps.</summary>
    // Mapped addresses are named: IPNetwork of .NET 10 compares the IPv4 part of one with prefixes of IPv6 and finds ::ffff:1.1.1.1 in 2000::/3.
    public static bool Is(IPAddress address) =>
        !address.IsIPv4MappedToIPv6
        && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
        && !NotPublic.Any(network => network.Contains(address));

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(network => IPNetwork.Parse(network));
}
