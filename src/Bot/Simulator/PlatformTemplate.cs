using System.Text.RegularExpressions;

namespace Luzhi.Bot.Simulator;

public sealed record TemplateField(string Key, string Label);

/// <summary>A notice template that the account chose from the platform's library; a field's key begins with its type.</summary>
public sealed partial record PlatformTemplate(string Kind, string Id, string Title, IReadOnlyList<TemplateField> Fields)
{
    /// <summary>What the simulator's account has: one template for each kind of doorbell.</summary>
    public static IReadOnlyList<PlatformTemplate> Chosen { get; } =
    [
        new("meeting", "Hx3mTqJ0Vb7cW1yN5sKdE9uRzL2fPgAo6iXvC4hBtQk", "会议通知",
            [new("thing1", "会议名称"), new("time2", "会议时间"), new("thing3", "会议地点"), new("thing4", "备注")]),
        new("reminder", "Rd8kYw2NfZ5pM0tCqJ7vXbL1sGhU4eAo9iKyV6rDnTm", "会议提醒",
            [new("thing1", "会议名称"), new("time2", "会议时间"), new("thing3", "会议地点"), new("thing4", "备注")]),
        new("moved", "Mv4sBq9XcT1nL6zKpW0yGdJ3hRfU8eAo5iEyN7rCkVb", "会议变更通知",
            [new("thing1", "会议名称"), new("time2", "变更后时间"), new("thing3", "变更后地点"), new("thing4", "备注")]),
        new("withdrawn", "Wd6nKv3ZtP8qC1xMbJ5yLsG0hTfR7eUo2iAyD9rEkHw", "会议取消通知",
            [new("thing1", "会议名称"), new("time2", "原定时间"), new("thing3", "原定地点"), new("thing4", "备注")]),
        new("broadcast", "Bc2tLq7VnX5mK9zRpY1wGdJ4hSfU0eAo8iCyE6rTkNd", "工作通知",
            [new("thing1", "通知标题"), new("thing2", "发送单位"), new("thing4", "备注")]),
    ];

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
