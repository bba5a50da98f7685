using Luzhi.Core.Conversations.Forms.Conditions;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

public enum QuestionType { Text, Choice, Many, Number, Date, Time, Place, Photo, File, Person, Unit, Rating, Signature }

/// <summary>One of a choice question's answers, and the other words people use for it.</summary>
public sealed record Option(string Name, IReadOnlyList<string>? Also = null)
{
    public IEnumerable<string> Words => [Name, .. Also ?? []];
}

public sealed record Question
{
    public required string Key { get; init; }
    public required QuestionType Type { get; init; }

    /// <summary>How it is named in the read-back: 时间, 地点.</summary>
    public required string Label { get; init; }

    /// <summary>How it is asked.</summary>
    public required string Ask { get; init; }

    /// <summary>A line below the question: what to write, an example.</summary>
    public string Help { get; init; } = "";
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Only asked where it holds.</summary>
    public Condition? When { get; init; }

    /// <summary>May be skipped by 无 or 跳过.</summary>
    public bool Optional { get; init; }

    /// <summary>Never asked, only taken when it comes: a photo sent along.</summary>
    public bool Silent { get; init; }

    /// <summary>Of a number or a rating: how great.</summary>
    public Bounds Size { get; init; } = Bounds.Open;

    /// <summary>Of words: how many letters.</summary>
    public Bounds Length { get; init; } = Bounds.Open;

    /// <summary>Of several choices, photos or files: how many.</summary>
    public Bounds Count { get; init; } = Bounds.Open;
    public DayBound? FirstDay { get; init; }
    public DayBound? LastDay { get; init; }
    public TimeOnly? Earliest { get; init; }
    public TimeOnly? Latest { get; init; }

    /// <summary>A number's measure words, the one that counts first: 户, 人.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>A text that the first sentence already answers when it says more than the other questions took from it.</summary>
    public bool FromFirstSentence { get; init; }

    public bool Within(DateOnly day, DateOnly today) => !(day < FirstDay?.On(today)) && !(day > LastDay?.On(today));

    public bool Within(TimeOnly time) => !(time < Earliest) && !(time > Latest);
}

/// <summary>What is asked of a member by chat, as data. Its answers are kept under its id.</summary>
public sealed record Form : IShelved
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string Version { get; init; } = "";
    public string Written { get; init; } = "";

    /// <summary>The words that begin it: 汇报. Empty for a form that only a broadcast or a duty opens.</summary>
    public IReadOnlyList<string> StartsWith { get; init; } = [];
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Begun too by a plain sentence that tells of one of its choices as done: 昨天去光明社区走访了3户. One form can, or a sentence would mean two things.</summary>
    public bool BySentence { get; init; }

    /// <summary>The words of what was done, which end a place's name in a sentence: 去光明社区走访.</summary>
    public IReadOnlyCollection<string> Deeds => [.. Questions.Where(q => q.Type == QuestionType.Choice).SelectMany(q => q.Options).SelectMany(o => o.Words)];

    public Question? Find(string? key) => Questions.FirstOrDefault(q => q.Key == key);
}
