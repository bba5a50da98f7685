using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Luzhi.Bot.Tests.Crash;

/// <summary>Sends duties and imports members through the API, and does it again, under the same key, until the house says that it is done.</summary>
internal sealed class Secretary : IDisposable
{
    public const string Words = "请各位委员阅知并回复。";

    private readonly HouseProcess house;
    private readonly HttpClient http;
    private int duties;

    public Secretary(HouseProcess house, Ground ground)
    {
        this.house = house;
        http = new HttpClient { BaseAddress = new Uri(house.Url), Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ground.Key);
    }

    /// <summary>The titles of what was sent and acknowledged.</summary>
    public ConcurrentQueue<string> Duties { get; } = new();

    /// <summary>The names of who was imported and acknowledged.</summary>
    public ConcurrentQueue<string> Imported { get; } = new();

    /// <summary>For whoever has to find out why nothing gets done.</summary>
    public string LastRefusal { get; private set; } = "";

    public async Task SendAsync(CancellationToken ct)
    {
        var number = $"{Interlocked.Increment(ref duties):D4}";
        var title = $"第{number}号通知";
        await UntilDoneAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "/api/v1/broadcasts")
            {
                Content = JsonContent.Create(new { title, text = Words, audience = "全体", ask = "read" }),
                Headers = { { "Idempotency-Key", number } },
            }, ct);
        Duties.Enqueue(title);
    }

    /// <summary>Without an idempotency key: the same file again changes nothing by itself.</summary>
    public async Task ImportAsync(CancellationToken ct)
    {
        var names = Enumerable.Range(1, 5).Select(i => $"新委员{Imported.Count + i:D3}").ToList();
        var csv = "姓名,手机,职务\n" + string.Concat(names.Select((name, i) => $"{name},1390000{Imported.Count + i:D4},委员\n"));
        await UntilDoneAsync(() => new HttpRequestMessage(HttpMethod.Post, "/api/v1/roster") { Content = new StringContent(csv, Encoding.UTF8, "text/csv") }, ct);
        names.ForEach(Imported.Enqueue);
    }

    public void Dispose() => http.Dispose();

    private async Task UntilDoneAsync(Func<HttpRequestMessage> call, CancellationToken ct)
    {
        while (true)
        {
            await house.UpAsync(ct);
            try
            {
                using var request = call();
                using var answer = await http.SendAsync(request, ct);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                LastRefusal = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}";
            }
            catch (Exception nobody) when (nobody is HttpRequestException or IOException || (nobody is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // Perhaps it was done and only the answer is lost: that is what the key is for.
                LastRefusal = nobody.Message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), RunningHouse.RealClock, ct);
        }
    }
}
