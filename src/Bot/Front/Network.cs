using System.Net;
using System.Net.Sockets;

namespace Luzhi.Bot.Front;

/// <summary>Where a request comes from, as far as one can be told from another.</summary>
internal static class Network
{
    private const int Prefix = 64;

    /// <summary>An IPv4 address is one caller; of IPv6 everybody has a whole /64 of addresses to call from.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork } or { IsIPv4MappedToIPv6: true })
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Prefix / 8).Clear();
        return $"{new IPAddress(bytes)}/{Prefix}";
    }
}
