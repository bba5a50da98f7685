namespace Luzhi.Core.Directory;

/// <summary>政治面貌 as rosters spell it: who is inside the Party, and who is outside.</summary>
public static class Parties
{
    public const string Member = "中共党员";

    /// <summary>Probationary members are inside too: nobody outside the Party has to be their contact.</summary>
    public static readonly IReadOnlyList<string> Inside =
        [Member, "中共预备党员", "中国共产党党员", "中国共产党预备党员", "中共", "党员", "预备党员"];
}
