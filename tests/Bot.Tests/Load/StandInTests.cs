using System.Net.Http.Json;
using System.Text.Json;
using Luzhi.Bot.Load;
using Luzhi.Core;

namespace Luzhi.Bot.Tests.Load;

public sealed class StandInTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Tokens_messages_and_a_template_that_came_twice_are_counted()
    {
        await using var platform = await StandIn.OpenAsync(0, TimeSpan.FromMilliseconds(1), Chance.Real, RunningHouse.RealClock, Ct);
        using var server = new HttpClient { BaseAddress = platform.Address };

        using var token = await server.PostAsJsonAsync("/cgi-bin/stable_token", new { grant_type = "client_credential" }, Ct);
        await server.PostAsJsonAsync("/cgi-bin/message/custom/send", new { touser = "o1", msgtype = "text" }, Ct);
        await server.PostAsJsonAsync("/cgi-bin/message/template/send", new { touser = "o1", client_msg_id = "n1:p1" }, Ct);
        await server.PostAsJsonAsync("/cgi-bin/message/template/send", new { touser = "o1", client_msg_id = "n1:p1" }, Ct);

        (await token.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("expires_in").GetInt32().ShouldBe(7200);
        platform.Received.ShouldBe(new Received(Tokens: 1, CustomerService: 1, Templates: 2, Subscriptions: 0, Other: 0, Repeats: 1));
    }
}
