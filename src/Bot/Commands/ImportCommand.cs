using System.CommandLine;
using Luzhi.Bot.Wiring;
using Luzhi.Core.Directory;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class ImportCommand
{
    public static Command Make() => new("import", "导入。 Import.") { Roster() };

    private static Command Roster()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Excel 工作簿或 CSV 文件，列名见 config/roster.sample.csv。 An Excel workbook or a CSV file, columns as in config/roster.sample.csv." };
        var preview = new Option<bool>("--preview") { Description = "只看结果，不写入。 Only show what would happen." };
        var roster = new Command("roster", "导入名册；不能导入的行逐行说明原因。 Import the roster; rows that cannot be taken are named with their reason.") { file, preview };
        roster.SetAction((parsed, ct) => Errand.RunAsync((place, token) => ImportAsync(place, parsed.GetRequiredValue(file), parsed.GetValue(preview), token), ct));
        return roster;
    }

    private static async Task<int> ImportAsync(Installation place, FileInfo file, bool preview, CancellationToken ct)
    {
        if (!file.Exists)
        {
            return Errand.Tell(Errand.Failed, place.Words.Say("commands.import.no_file", ("file", file.FullName)));
        }

        await using var stream = file.OpenRead();
        var sheet = await new RosterReader(place.Words).ReadAsync(stream, ct);
        var book = new RosterBook(await place.OpenAsync(ct), Clock.Real, place.Zone, place.Words, place.Settings.Organization);
        Say(place, preview ? await book.PreviewAsync(sheet, ct) : await book.ImportAsync(sheet, "command", ct), preview);
        return Errand.Done;
    }

    private static void Say(Installation place, RosterResult result, bool preview)
    {
        foreach (var row in result.Rejected)
        {
            Console.WriteLine(place.Words.Say("commands.import.rejected", ("row", row.Row), ("column", row.Column), ("reason", row.Reason)));
        }

        foreach (var row in result.Warnings)
        {
            Console.WriteLine(place.Words.Say("commands.import.warning", ("row", row.Row), ("column", row.Column), ("reason", row.Reason)));
        }

        foreach (var unit in result.NewUnits)
        {
            Console.WriteLine(place.Words.Say("commands.import.unit", ("unit", unit)));
        }

        Console.WriteLine(place.Words.Say(
            preview ? "commands.import.would" : "commands.import.did",
            ("created", result.Created), ("updated", result.Updated), ("rejected", result.RowsRejected)));
    }
}
