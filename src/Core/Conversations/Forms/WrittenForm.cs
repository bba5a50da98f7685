using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>A form as its file has it.</summary>
public sealed record WrittenForm
{
    public required YamlPlace At { get; init; }

    /// <summary>The form's id, which the API and broadcasts name it by.</summary>
    public required string Form { get; init; }
    public required string Title { get; init; }
    public IReadOnlyList<string> Starts { get; init; } = [];
    public bool BySentence { get; init; }
    public required IReadOnlyList<WrittenQuestion> Questions { get; init; }

    public Form Made(string text) => new() { Id = Form, Version = Writing.Version(text), Written = text, Title = Title, StartsWith = Starts, BySentence = BySentence, Questions = [.. Questions.Select(q => q.Made())] };
}

/// <summary>A question as the file has it; what each key means stands at <see cref="Question"/>.</summary>
public sealed record WrittenQuestion
{
    public required YamlPlace At { get; init; }
    public required string Key { get; init; }
    public required QuestionType Type { get; init; }
    public required string Label { get; init; }
    public required string Ask { get; init; }

    /// <summary>Each a word, or a name with the other words used for it; read here because a list of both is no YAML type.</summary>
    public YamlList? Options { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? When { get; init; }
    public bool Optional { get; init; }
    public bool Silent { get; init; }
    public int? Least { get; init; }
    public int? Most { get; init; }
    public IReadOnlyList<string> Measures { get; init; } = [];
    public bool FirstSentence { get; init; }

    public Question Made() => new()
    {
        Key = Key,
        Type = Type,
        Label = Label,
        Ask = Ask,
        Options = Named([]),
        When = When?.Select(w => new Condition(w.Key, w.Value)).FirstOrDefault(),
        Optional = Optional,
        Silent = Silent,
        Least = Least,
        Most = Most,
        Measures = Measures,
        FromFirstSentence = FirstSentence,
    };

    public IReadOnlyList<Option> Named(ICollection<SettingFault> faults) => Options is null ? [] :
        [.. Options.Items.Select(o => o is YamlScalar word ? new Option(word.Text) : StrictYaml.Bind<Option>(o, faults)).OfType<Option>()];
}
