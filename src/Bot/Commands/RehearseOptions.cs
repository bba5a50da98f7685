using System.CommandLine;
using Luzhi.Bot.Rehearsal;

namespace Luzhi.Bot.Commands;

/// <summary>What <c>rehearse</c> is told, and what of it cannot be.</summary>
internal sealed class RehearseOptions
{
    /// <summary>Five years are a term; more is nobody's plan.</summary>
    private const int MostDays = (366 * 5) + 1;

    private readonly Option<DateOnly> from = new("--from") { Description = "第一天，如 2027-01-01。 The first day.", Required = true };
    private readonly Option<DateOnly> to = new("--to") { Description = "最后一天。 The last day.", Required = true };
    private readonly Option<FileInfo?> members = new("--members") { Description = "名册（Excel 或 CSV）；不写就用样例名册。 A roster; without it the sample roster." };
    private readonly Option<int?> count = new("--count") { Description = "不用名册，编这么多人。 Make up so many people instead." };
    private readonly Option<FileInfo?> personas = new("--personas") { Description = "委员是什么样的人；不写就用 config/rehearsal/personas.yaml。 How members behave." };
    private readonly Option<int> seed = new("--seed") { Description = "种子；同一个种子，同一年。 One seed, one year.", DefaultValueFactory = _ => 1 };
    private readonly Option<DirectoryInfo?> into = new("--out") { Description = "报告写到哪个文件夹；不写就是当前文件夹。 Where the report goes." };
    private readonly Option<FileInfo?> journey = new("--journey") { Description = "把一个人的一年记成故事的草稿（tests/Journeys 的写法）。 Write one person's year down as the draft of a journey." };
    private readonly Option<string?> member = new("--member") { Description = "写谁的一年。 Whose year." };
    private readonly Option<bool> keep = new("--keep") { Description = "留下临时数据库。 Keep the scratch database." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[from, to, members, count, personas, seed, into, journey, member, keep])
        {
            command.Add(option);
        }
    }

    public string? Member(ParseResult parsed) => parsed.GetValue(journey) is null ? null : parsed.GetValue(member);

    public string? Journey(ParseResult parsed) => parsed.GetValue(journey)?.FullName;

    public string Out(ParseResult parsed) => parsed.GetValue(into)?.FullName ?? Directory.GetCurrentDirectory();

    public bool Keeps(ParseResult parsed) => parsed.GetValue(keep);

    /// <exception cref="Luzhi.Core.Settings.Yaml.SettingsException">The personas cannot be read.</exception>
    public (RehearsalOrder? Order, string Why) Read(ParseResult parsed, Installation place)
    {
        var (first, last) = (parsed.GetValue(from), parsed.GetValue(to));
        var roster = parsed.GetValue(members)?.FullName ?? (parsed.GetValue(count) is null ? Path.Combine(place.House.Config, "roster.sample.csv") : null);
        var people = parsed.GetValue(personas)?.FullName ?? Path.Combine(place.House.Config, "rehearsal", "personas.yaml");
        if (Wrong(parsed, first, last, roster, people) is var (key, about))
        {
            return (null, place.Words.Say($"rehearse.wrong.{key}", ("about", about)));
        }

        return (new RehearsalOrder(first, last, parsed.GetValue(seed), roster is null ? null : File.ReadAllBytes(roster), parsed.GetValue(count) ?? 0, PersonaShelf.Read(people)), "");
    }

    private (string Key, string About)? Wrong(ParseResult parsed, DateOnly first, DateOnly last, string? roster, string people)
    {
        if (last < first)
        {
            return ("backwards", $"{first:yyyy-MM-dd} … {last:yyyy-MM-dd}");
        }

        if (last.DayNumber - first.DayNumber > MostDays)
        {
            return ("long", $"{first:yyyy-MM-dd} … {last:yyyy-MM-dd}");
        }

        if (parsed.GetValue(count) is < 1 or > 50_000)
        {
            return ("count", $"{parsed.GetValue(count)}");
        }

        if (parsed.GetValue(journey) is not null != parsed.GetValue(member) is not null)
        {
            return ("journey", "");
        }

        return new[] { roster, people }.FirstOrDefault(file => file is not null && !File.Exists(file)) is { } missing ? ("file", missing) : null;
    }
}
