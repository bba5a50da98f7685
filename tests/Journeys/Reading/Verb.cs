namespace Luzhi.Journeys.Reading;

/// <summary>Who begins the line: the world (no name), the office (秘书) or a named person.</summary>
internal enum Actor { World, Office, Person }

/// <summary>One word of the grammar. A new one is one line in its list.</summary>
/// <param name="Form">How the whole line is written, shown where it was written otherwise.</param>
/// <param name="Play">Does it on the stage, or holds the house to it.</param>
internal sealed record Verb(Actor Actor, string Word, string Form, Func<Stage, Step, CancellationToken, Task> Play)
{
    /// <summary>From this line on the names in it belong to people.</summary>
    public bool Introduces { get; init; }

    /// <summary>Only looks: no time passes, nothing is set going.</summary>
    public bool Looks { get; init; }
}
