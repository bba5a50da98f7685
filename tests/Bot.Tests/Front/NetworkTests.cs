using System.Net;
using Luzhi.Bot.Front;

namespace Luzhi.Bot.Tests.Front;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("10.0.0.8", "10.0.0.8")]
    [InlineData("::ffff:10.0.0.8", "10.0.0.8")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::9", "2001:db8:1:2::/64")]
    [InlineData("::1", "::/64")]
    public void Who_has_many_addresses_is_one_caller_all_the_same(string address, string network) => Network.Of(IPAddress.Parse(address)).ShouldBe(network);
}
