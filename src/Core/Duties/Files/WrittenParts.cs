using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

[Says("每次开的会")]
public sealed record WrittenMeeting
{
    public required YamlPlace At { get; init; }

    [Says("会议类型的名称；不写是其他")]
    public string? Type { get; init; }

    [Says("几点开始，默认 9:00")]
    public TimeOnly? Starts { get; init; }

    [Says("地点；空着就先放草稿，等办公室定")]
    public string Place { get; init; } = "";

    [Says("会前多久提醒，如 [P1D, PT2H]")]
    public IReadOnlyList<string> Reminders { get; init; } = ["P1D", "PT2H"];

    [Says("true：提醒里倒数天数")]
    public bool Countdown { get; init; }
}

[Says("轮值")]
public sealed record WrittenRota
{
    [Between("1", "1000")]
    [Says("每次几位")]
    public int Size { get; init; } = 1;
}

[Says("清单的一项")]
public sealed record WrittenItem
{
    public required YamlPlace At { get; init; }

    [Says("这一项的名称")]
    public required string Name { get; init; }

    [Says("由哪份表单的登记打勾；不写就回 1 或由办公室打勾")]
    public string? Form { get; init; }

    [Says("只算答案符合的，如 {kind: [走访]}")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Where { get; init; }

    [Between("1", "1000")]
    [Says("几次才算完成")]
    public int Times { get; init; } = 1;
}

[Says("场所怎样分")]
public sealed record WrittenShare
{
    /// <summary>Whoever is of the place's own locality first.</summary>
    [Says("true：先分给场所所在地的人")]
    public bool Near { get; init; } = true;
}
