using System.Text.RegularExpressions;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Simulator;

public sealed record TemplateField(string Key, string Label);

/// <summary>A notice template that the account chose from the platform's library; a field's key begins with its type.</summary>
public sealed partial record PlatformTemplate(string Id, string Title, IReadOnlyList<TemplateField> Fields)
{
    private static readonly Dictionary<string, DoorbellField> OfMeeting = new()
    {
        ["thing1"] = DoorbellField.Title,
        ["time2"] = DoorbellField.When,
        ["thing3"] = DoorbellField.Place,
        ["thing4"] = DoorbellField.Hint,
    };

    private static readonly Dictionary<string, DoorbellField> OfBroadcast = new()
    {
        ["thing1"] = DoorbellField.Title,
        ["thing2"] = DoorbellField.Body,
        ["thing4"] = DoorbellField.Hint,
    };

    /// <summary>What the simulator's own account has: one template for each kind of doorbell.</summary>
    public static IReadOnlyDictionary<DoorbellKind, WeChatTemplate> Chosen { get; } = new Dictionary<DoorbellKind, WeChatTemplate>
    {
        [DoorbellKind.Meeting] = new("Hx3mTqJ0Vb7cW1yN5sKdE9uRzL2fPgAo6iXvC4hBtQk", OfMeeting),
        [DoorbellKind.Reminder] = new("Rd8kYw2NfZ5pM0tCqJ7vXbL1sGhU4eAo9iKyV6rDnTm", OfMeeting),
        [DoorbellKind.Moved] = new("Mv4sBq9XcT1nL6zKpW0yGdJ3hRfU8eAo5iEyN7rCkVb", OfMeeting),
        [DoorbellKind.Withdrawn] = new("Wd6nKv3ZtP8qC1xMbJ5yLsG0hTfR7eUo2iAyD9rEkHw", OfMeeting),
        [DoorbellKind.Broadcast] = new("Bc2tLq7VnX5mK9zRpY1wGdJ4hSfU0eAo8iCyE6rTkNd", OfBroadcast),
    };

    /// <summary>What it has to be agreed to: one for what concerns meetings, one for the rest.</summary>
    public static IReadOnlyDictionary<DoorbellKind, WeChatSubscription> Subscribed { get; } = new Dictionary<DoorbellKind, WeChatSubscription>
    {
        [DoorbellKind.Meeting] = new("Sm7pXc2VtR9kL4nBqY8wGdJ1hSfU5eAo3iZzT6rMkQe", OfMeeting),
        [DoorbellKind.Default] = new("Sd3fWb6NxT1mK8cLpZ5yHvJ0gRuQ9eAo2iEjX7tVnYs", OfBroadcast),
    };

    /// <summary>The platform's side of a template that the account is configured with.</summary>
    public static PlatformTemplate Of(DoorbellKind kind, WeChatTemplate template) =>
        new(template.Id, TitleOf(kind), [.. template.Fields.Select(f => new TemplateField(f.Key, LabelOf(f.Value)))]);

    internal static string TitleOf(DoorbellKind kind) => kind switch
    {
        DoorbellKind.Meeting => "会议通知",
        DoorbellKind.Reminder => "会议提醒",
        DoorbellKind.Moved => "会议变更通知",
        DoorbellKind.Withdrawn => "会议取消通知",
        _ => "工作通知",
    };

    internal static string LabelOf(DoorbellField field) => field switch
    {
        DoorbellField.Title => "名称",
        DoorbellField.When => "时间",
        DoorbellField.Place => "地点",
        DoorbellField.Body => "单位",
        _ => "备注",
    };

    /// <summary>The key of the first field whose value the platform would not print; null when all are well.</summary>
    public string? Fault(IReadOnlyDictionary<string, string> values) =>
        Fields.FirstOrDefault(f => !values.TryGetValue(f.Key, out var value) || !Fits(f.Key, value))?.Key;

    private static bool Fits(string key, string value) => value.Length > 0 && key.TrimEnd("0123456789".ToCharArray()) switch
    {
        "thing" => Letters(value) <= 20,
        "number" => Number().IsMatch(value),
        "letter" => Latin().IsMatch(value),
        "symbol" => Letters(value) <= 5,
        "character_string" => value.Length <= 32 && value.All(char.IsAscii),
        "time" or "date" => Time().IsMatch(value),
        "amount" => Amount().IsMatch(value),
        "phone_number" => value.Length <= 17,
        "car_number" => value.Length <= 8,
        "name" => value.All(char.IsAscii) ? value.Length <= 20 : Letters(value) <= 10,
        "phrase" => Letters(value) <= 5,
        "const" => Letters(value) <= 20,
        _ => true,
    };

    private static int Letters(string value) => value.EnumerateRunes().Count();

    [GeneratedRegex(@"^\d{1,32}(\.\d+)?$")]
    private static partial Regex Number();

    [GeneratedRegex("^[A-Za-z]{1,32}$")]
    private static partial Regex Latin();

    [GeneratedRegex(@"^\D?\d{1,10}(\.\d+)?元?$")]
    private static partial Regex Amount();

    // "15:01", "2019年10月1日 15:01", "2019-10-01", and a span of two of them.
    [GeneratedRegex(@"^((\d{4}(年|-|/)\d{1,2}(月|-|/)\d{1,2}日?)?\s*(\d{1,2}:\d{2}(:\d{2})?)?\s*[~～-]?\s*){1,2}$")]
    private static partial Regex Time();
}
