using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>A form as its file has it.</summary>
public sealed record WrittenForm
{
    public required YamlPlace At { get; init; }

    /// <summary>The form's id, which the API, broadcasts and duties name it by.</summary>
    public required string Form { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Starts { get; init; } = [];
    public bool BySentence { get; init; }
    public required IReadOnlyList<WrittenQuestion> Questions { get; init; }
}

/// <summary>A question as the file has it; what each key means stands at <see cref="Question"/>.</summary>
public sealed record WrittenQuestion
{
    public required YamlKeys Keys { get; init; }
    public required string Key { get; init; }
    public required QuestionType Type { get; init; }
    public required string Label { get; init; }
    public required string Ask { get; init; }
    public string Help { get; init; } = "";

    /// <summary>Each a word, or a name with the other words used for it; read later because a list of both is no YAML type.</summary>
    public YamlList? Options { get; init; }

    /// <summary>A condition in one line.</summary>
    public YamlNode? When { get; init; }
    public bool Optional { get; init; }
    public bool Silent { get; init; }

    /// <summary>By the type: a number, a day, or a time of day.</summary>
    public YamlNode? Min { get; init; }
    public YamlNode? Max { get; init; }
    public Bounds? Length { get; init; }
    public Bounds? Count { get; init; }
    public IReadOnlyList<string> Measures { get; init; } = [];
    public bool FirstSentence { get; init; }
}
