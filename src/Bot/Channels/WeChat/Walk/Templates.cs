using System.Text.Json;
using System.Text.RegularExpressions;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.Walk;

/// <summary>A template as the platform lists it.</summary>
/// <param name="Fields">The names between the braces of its content: {{thing1.DATA}}.</param>
/// <param name="Term">How long one consent lasts; null for a template message, which needs none.</param>
internal sealed record ListedTemplate(string Id, string Title, IReadOnlyList<string> Fields, ConsentTerm? Term);

/// <summary>Holds the templates of wechat.yaml against the platform's own lists: what our map has and the template has not, and the other way round.</summary>
internal sealed partial class Templates(Platform platform, WeChatAccount account, Words words)
{
    private const string TemplateList = "/cgi-bin/template/get_all_private_template";
    private const string SubscriptionList = "/wxaapi/newtmpl/gettemplate";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct) =>
    [
        .. account.Templates.Count == 0
            ? [new(Grade.Warning, words["account.walk.templates.none"])]
            : await LookAsync(TemplateList, "template_list", "template_id", "templates", [.. account.Templates.Select(t => (t.Key, t.Value.Id, t.Value.Fields, (ConsentTerm?)null))], ct),
        .. Unserved(),
        .. account.Subscriptions.Count == 0
            ? [new(Grade.Later, words["account.walk.subscriptions.none"])]
            : await LookAsync(SubscriptionList, "data", "priTmplId", "subscriptions", [.. account.Subscriptions.Select(s => (s.Key, s.Value.Id, s.Value.Fields, (ConsentTerm?)s.Value.Term))], ct),
    ];

    private async Task<IReadOnlyList<Finding>> LookAsync(
        string path, string list, string id, string section, IReadOnlyList<(DoorbellKind Kind, string Id, IReadOnlyDictionary<string, DoorbellField> Fields, ConsentTerm? Term)> ours, CancellationToken ct)
    {
        var answer = await platform.GetAsync(path, "", ct);
        if (answer is not PlatformAnswer.Coded { Code: 0 } coded)
        {
            return [new(answer is PlatformAnswer.Coded ? Grade.Bad : Grade.Later, words.Say("account.walk.templates.unread", ("what", words[$"account.walk.what.{section}"]), ("why", (answer as PlatformAnswer.Coded)?.Code)))];
        }

        var listed = Read(coded.Body, list, id);
        return [.. ours.Select(one => One(section, one.Kind.ToString().ToLowerInvariant(), one.Id, [.. one.Fields.Keys], one.Term, listed))];
    }

    private Finding One(string section, string kind, string id, IReadOnlyList<string> fields, ConsentTerm? term, IReadOnlyList<ListedTemplate> listed)
    {
        if (listed.FirstOrDefault(t => t.Id == id) is not { } theirs)
        {
            return new(Grade.Bad, words.Say("account.walk.templates.unknown", ("what", words[$"account.walk.what.{section}"]), ("kind", kind), ("id", id)));
        }

        var faults = fields.Except(theirs.Fields).Select(f => Lacking(f, theirs))
            .Concat(theirs.Fields.Except(fields).Select(f => words.Say("account.walk.templates.unfilled", ("field", f))))
            .Concat(term is not null && theirs.Term is { } real && real != term ? [words.Say("account.walk.templates.term", ("term", real.ToString().ToLowerInvariant()))] : []).ToList();
        return faults.Count == 0
            ? new(Grade.Good, words.Say("account.walk.templates.good", ("what", words[$"account.walk.what.{section}"]), ("kind", kind), ("title", theirs.Title)))
            : new(Grade.Bad, words.Say("account.walk.templates.bad", ("what", words[$"account.walk.what.{section}"]), ("kind", kind), ("title", theirs.Title), ("faults", string.Join('；', faults))));
    }

    private string Lacking(string field, ListedTemplate theirs) => Nearest.Word(field, theirs.Fields) is { } near
        ? words.Say("account.walk.templates.lacking_near", ("field", field), ("near", near))
        : words.Say("account.walk.templates.lacking", ("field", field), ("all", string.Join('、', theirs.Fields)));

    /// <summary>Kinds that would have to wait for the member to write.</summary>
    private IEnumerable<Finding> Unserved()
    {
        var without = Enum.GetValues<DoorbellKind>().Where(k => k != DoorbellKind.Default && !account.Templates.ContainsKey(k)).Select(k => k.ToString().ToLowerInvariant()).ToList();
        return account.Templates.Count == 0 || account.Templates.ContainsKey(DoorbellKind.Default) || without.Count == 0 ? []
            : [new(Grade.Warning, words.Say("account.walk.templates.unserved", ("kinds", string.Join('、', without))))];
    }

    private static List<ListedTemplate> Read(JsonElement body, string list, string id)
    {
        if (!body.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. items.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object).Select(i => new ListedTemplate(
            Text(i, id), Text(i, "title"), [.. Field().Matches(Text(i, "content")).Select(m => m.Groups[1].Value)],
            Text(i, "type") switch { "2" => ConsentTerm.Once, "3" => ConsentTerm.Long, _ => null }))];
    }

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.ToString() : "";

    [GeneratedRegex(@"\{\{\s*(\w+)\.DATA\s*\}\}")]
    private static partial Regex Field();
}
