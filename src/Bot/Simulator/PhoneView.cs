using System.Text.Json;
using System.Text.Json.Nodes;

namespace Luzhi.Bot.Simulator;

/// <summary>What the page shows at one moment. Names stay here: the platform's own log holds none.</summary>
internal sealed record SimulatorView(
    long Version,
    DateTimeOffset Now,
    double ShiftSeconds,
    string Zone,
    string Account,
    IReadOnlyList<PhoneView> Phones,
    IReadOnlyList<LogLine> Log,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyList<CodeView> Codes,
    JsonNode? Menu,
    IReadOnlyList<SubscriptionView> Subscriptions,
    string PushMode,
    string PushFormat,
    bool Sealable)
{
    /// <summary>How the page is told of a fault that stays on.</summary>
    public const int Always = -1;

    public static IReadOnlyDictionary<string, int> Of(Faults faults) => faults.On.ToDictionary(f => f.Key.ToString(), f => f.Value ?? Always);

    public static JsonNode? MenuOf(string? json) => json is null ? null : JsonNode.Parse(json);
}

internal sealed record PhoneView(
    string OpenId,
    string Name,
    string? Member,
    bool Follows,
    bool Refuses,
    bool Typing,
    IReadOnlyList<WindowView> Windows,
    IReadOnlyList<Bubble> Bubbles)
{
    private const int BubblesShown = 120;

    public static PhoneView Of(Phone phone, string? member, DateTimeOffset now) => new(
        phone.OpenId,
        phone.Name,
        member,
        phone.Follows,
        phone.Refuses,
        phone.TypingUntil > now,
        [.. phone.Windows.Where(w => w.Value.ClosesAt > now).OrderBy(w => w.Key).Select(w => new WindowView(JsonNamingPolicy.CamelCase.ConvertName(w.Key.ToString()), w.Value.ClosesAt, w.Value.Left))],
        [.. phone.Bubbles.TakeLast(BubblesShown)]);
}

internal sealed record WindowView(string Kind, DateTimeOffset ClosesAt, int Left);

internal sealed record SubscriptionView(string Id, string Title);

internal sealed record CodeView(string Scene, string Ticket, DateTimeOffset MadeAt);
