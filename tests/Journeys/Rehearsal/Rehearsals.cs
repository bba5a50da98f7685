using System.Text;
using Luzhi.Bot;
using Luzhi.Bot.Rehearsal;
using Luzhi.Bot.Rehearsal.Report;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Journeys.Rehearsal;

/// <summary>Small bodies and short years for the tests of the rehearsal.</summary>
internal static class Rehearsals
{
    private static readonly House House = House.Find(AppContext.BaseDirectory);

    private static int folders;

    public static Words Words { get; } = Words.Load(Path.Combine(House.Config, "words.zh-CN.yaml"));

    /// <summary>The house as it is shipped, with every institution that it has a file for.</summary>
    public static Installation Here()
    {
        var forms = FormReader.ReadAll(Path.Combine(House.Config, "forms"));
        var duties = DutyFiles.ReadAll(Path.Combine(House.Config, "duties"), [.. forms.All.Select(f => f.Id)]);
        return new Installation(House, new AllSettings(), Words, forms, duties: duties);
    }

    public static RehearsalOrder Order(string personas = "personas.yaml", int seed = 1, string to = "2027-03-31", int count = 24) => new(
        new DateOnly(2027, 1, 1), DateOnly.ParseExact(to, "yyyy-MM-dd"), seed, null, count, PersonaShelf.Read(Path.Combine(House.Config, "rehearsal", personas)));

    public static string Folder() => Directory.CreateDirectory(Path.Combine(TestFolder.Path, $"rehearsal{Interlocked.Increment(ref folders)}")).FullName;

    public static async Task<Rehearsed> RunAsync(RehearsalOrder order, string? of = null)
    {
        using var here = Here();
        return await Rehearsing.RunAsync(here, order, Folder(), of, CancellationToken.None);
    }

    public static byte[] Bytes(this Rehearsed rehearsed) => Encoding.UTF8.GetBytes(
        rehearsed.Report.Json() + new ReportPage(rehearsed.Report, Words, Some.Zone).Html() + rehearsed.Journey);
}
