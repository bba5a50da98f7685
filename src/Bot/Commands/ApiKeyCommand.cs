using System.CommandLine;
using Luzhi.Core;
using Luzhi.Core.Office;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Commands;

internal static class ApiKeyCommand
{
    public static Command Make() => new("apikey", "接口密钥。 Keys of the API.") { Create(), List(), Revoke() };

    private static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "给谁用。 Who it is for." };
        var scope = new Option<string[]>("--scope")
        {
            Description = "权限，可写多次或用逗号隔开；不写即全部权限。 Rights, repeated or separated by commas; full rights without it."
                + string.Concat(Scope.All.Select(s => $"\n  {s.Name}: {s.Opens}")),
            AllowMultipleArgumentsPerToken = true,
        };
        var create = new Command("create", "新建密钥；密钥是标准输出的最后一个词，只显示这一次。 Create a key; it is the last word of stdout and is shown only now.") { name, scope };
        create.SetAction((parsed, ct) => Errand.RunAsync(
            (place, token) => CreateAsync(place, parsed.GetRequiredValue(name), Words(parsed.GetValue(scope)), token), ct));
        return create;
    }

    private static Command List()
    {
        var list = new Command("list", "列出密钥，不含密文。 List the keys, without their secrets.");
        list.SetAction((_, ct) => Errand.RunAsync(ListAsync, ct));
        return list;
    }

    private static Command Revoke()
    {
        var name = new Argument<string>("NAME") { Description = "名称或前缀。 Its name or its prefix." };
        var revoke = new Command("revoke", "作废密钥，立即生效。 Revoke a key, at once.") { name };
        revoke.SetAction((parsed, ct) => Errand.RunAsync((place, token) => RevokeAsync(place, parsed.GetRequiredValue(name), token), ct));
        return revoke;
    }

    private static async Task<int> CreateAsync(Installation place, string name, string[] scopes, CancellationToken ct)
    {
        var unknown = scopes.Except(Scope.All.Select(s => s.Name)).ToList();
        if (unknown.Count > 0)
        {
            return Errand.Tell(Errand.Failed, string.Join('\n', unknown.Select(word => Unknown(place, word))));
        }

        var key = await (await OfficeAsync(place, ct)).CreateKeyAsync(name, scopes, ct);
        var opens = scopes.Length == 0 ? place.Words["commands.apikey.full"] : string.Join(' ', scopes);
        Console.WriteLine(place.Words.Say("commands.apikey.created", ("name", name), ("scopes", opens), ("key", key)));
        return Errand.Done;
    }

    private static async Task<int> ListAsync(Installation place, CancellationToken ct)
    {
        foreach (var key in await (await OfficeAsync(place, ct)).KeysAsync(ct))
        {
            Console.WriteLine(place.Words.Say(
                "commands.apikey.line",
                ("prefix", key.Prefix),
                ("name", key.Name),
                ("scopes", key.Scopes.Length == 0 ? place.Words["commands.apikey.full"] : key.Scopes),
                ("created", Day(key.CreatedAt)),
                ("used", key.LastUsedAt is { } used ? Day(used) : "-"),
                ("state", place.Words[key.RevokedAt is null ? "commands.apikey.live" : "commands.apikey.dead"])));
        }

        return Errand.Done;

        string Day(DateTimeOffset at) => $"{TimeZoneInfo.ConvertTime(at, place.Zone):yyyy-MM-dd HH:mm}";
    }

    private static async Task<int> RevokeAsync(Installation place, string name, CancellationToken ct)
    {
        var dead = await (await OfficeAsync(place, ct)).RevokeKeysAsync(name, ct);
        if (dead == 0)
        {
            return Errand.Tell(Errand.Failed, place.Words.Say("commands.apikey.none", ("name", name)));
        }

        Console.WriteLine(place.Words.Say("commands.apikey.revoked", ("name", name), ("count", dead)));
        return Errand.Done;
    }

    private static string Unknown(Installation place, string word) =>
        Nearest.Word(word, Scope.All.Select(s => s.Name)) is { } near
            ? place.Words.Say("commands.apikey.unknown_near", ("word", word), ("near", near))
            : place.Words.Say("commands.apikey.unknown", ("word", word), ("all", string.Join(' ', Scope.All.Select(s => s.Name))));

    private static string[] Words(string[]? given) =>
        [.. (given ?? []).SelectMany(g => g.Split([',', ' ', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static async Task<OfficeBook> OfficeAsync(Installation place, CancellationToken ct) =>
        new(await place.OpenAsync(ct), Wiring.Clock.Real, Chance.Real);
}
