using System.CommandLine;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings.Yaml;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot.Commands;

/// <summary>Writes config/schemas, by which an editor completes what a secretary writes. One line for each kind of file.</summary>
internal static class SchemaCommand
{
    /// <summary>The schemas by file name, from the types that read the files.</summary>
    public static IReadOnlyList<(string File, string Text)> All =>
    [
        ("form.schema.json", YamlSchema.Of<WrittenForm>("表单 config/forms/*.yaml")),
        ("duty.schema.json", YamlSchema.Of<WrittenDuty>("制度 config/duties/*.yaml")),
        ("calendar.schema.json", YamlSchema.Of<WrittenYear>("节假日 config/calendar/*.yaml")),
    ];

    public static Command Make()
    {
        var schema = new Command("schema", "写出 config/schemas，编辑器据此补全表单。 Write the JSON Schemas by which editors complete the files of config/.");
        schema.SetAction((_, ct) => Errand.RunAsync(WriteAsync, ct));
        return schema;
    }

    private static async Task<int> WriteAsync(Installation place, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(place.House.Config, "schemas")).FullName;
        foreach (var (file, text) in All)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), text, ct);
            Console.WriteLine(Path.Combine(folder, file));
        }

        return Errand.Done;
    }
}
