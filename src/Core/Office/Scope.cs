namespace Luzhi.Core.Office;

/// <summary>What a key may do. A key without scopes has full rights.</summary>
public static class Scope
{
    public const string Read = "read";
    public const string Write = "write";
    public const string Roster = "roster";
    public const string Meetings = "meetings";
    public const string Broadcasts = "broadcasts";
    public const string Duties = "duties";
    public const string Reasons = "reasons";

    /// <summary>In the order of the help text, each with what it opens.</summary>
    public static IReadOnlyList<(string Name, string Opens)> All { get; } =
    [
        (Read, "读取一切，请假事由除外 · read everything but leave reasons"),
        (Write, "roster + meetings + broadcasts + duties · all that changes something"),
        (Roster, "导入名册 · import the roster"),
        (Meetings, "召集、改期、撤回会议，登记答复 · call, move, withdraw meetings, enter answers"),
        (Broadcasts, "群发通知 · send broadcasts"),
        (Duties, "启用、停办、临时布置制度事项 · switch duties on and off, call one now"),
        (Reasons, "查看请假事由 · see leave reasons"),
    ];

    public static bool Allows(string scopes, string wanted)
    {
        var held = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return held.Length == 0 || held.Contains(wanted) || (wanted is Roster or Meetings or Broadcasts or Duties && held.Contains(Write));
    }
}
