using System.Globalization;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Simulator;

internal sealed record NewPhone(string? Name);

internal sealed record Spoken(string? Text);

internal sealed record Tap(string Id, string Words);

internal sealed record Press(string? Type, string? Key, string? What);

internal sealed record Consent(string? Template, bool Yes);

internal sealed record Place(double Latitude, double Longitude, string Label);

internal sealed record Switch(string Fault, int? Times);

internal sealed record Pull(int? Minutes, string? To);

internal sealed record PushAs(string Mode, string Format);

/// <summary>What the page asks and does. All of it is for hands at this machine: a foreign page may not call it.</summary>
internal sealed class PhoneEndpoints(Platform platform, SimulatorBook book, ShiftedClock clock, AllSettings settings, IHostApplicationLifetime life)
{
    private const int LargestPicture = 2 << 20;
    private const int PeopleShown = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Pictures = ["image/png", "image/jpeg", "image/gif", "image/webp"];

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/simulator").AddEndpointFilter(OwnPageOnlyAsync).ExcludeFromDescription();
        group.MapGet("/state", StateAsync);
        group.MapGet("/people", PeopleAsync);
        group.MapGet("/media/{id}", Media);
        group.MapPost("/phones", (NewPhone phone) => new { openId = platform.Phones.Make(Trimmed(phone.Name) ?? "路人") });
        group.MapPost("/phones/{openId}/say", (string openId, Spoken words) => DoAsync(openId, Trimmed(words.Text), (id, text, ct) => platform.Phones.SayAsync(id, text, ct)));
        group.MapPost("/phones/{openId}/tap", (string openId, Tap tap) => DoAsync(openId, tap.Id, (id, item, ct) => platform.Phones.TapAsync(id, item, tap.Words, ct)));
        group.MapPost("/phones/{openId}/click", (string openId, Spoken key) => DoAsync(openId, key.Text, (id, text, ct) => platform.Phones.ClickAsync(id, text, ct)));
        group.MapPost("/phones/{openId}/press", (string openId, Press press) => DoAsync(openId, press.Type, (id, type, ct) => platform.Phones.PressAsync(id, type, press.Key ?? "", press.What ?? "", ct)));
        group.MapPost("/phones/{openId}/consent", (string openId, Consent said) => DoAsync(openId, Trimmed(said.Template), (id, template, ct) => platform.Phones.ConsentAsync(id, template, said.Yes, ct)));
        group.MapPost("/phones/{openId}/scan", (string openId, Spoken scene) => DoAsync(openId, Trimmed(scene.Text), (id, text, ct) => platform.Phones.ScanAsync(id, text, ct)));
        group.MapPost("/phones/{openId}/place", (string openId, Place place) => DoAsync(openId, place.Label, (id, label, ct) => platform.Phones.SendPlaceAsync(id, place.Latitude, place.Longitude, label, ct)));
        group.MapPost("/phones/{openId}/follow", (string openId) => DoAsync(openId, "", (id, _, ct) => platform.Phones.FollowAsync(id, null, ct)));
        group.MapPost("/phones/{openId}/unfollow", (string openId) => DoAsync(openId, "", (id, _, ct) => platform.Phones.UnfollowAsync(id, ct)));
        group.MapPost("/phones/{openId}/refuse", (string openId, Spoken on) => DoAsync(openId, on.Text, (id, text, _) => Refuse(id, text == "on")));
        group.MapPost("/phones/{openId}/picture", PictureAsync);
        group.MapPost("/clock", PullAsync);
        group.MapPost("/faults", Strike);
        group.MapPost("/push", (PushAs push) => PushAs(push));
    }

    private async Task<IResult> StateAsync(HttpContext context, long? since, string? phones)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        if (since is { } seen)
        {
            await platform.ChangedAsync(seen, Patience, either.Token);
        }

        var asked = (phones ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var members = await book.NamesAsync(platform.Account.AppId, asked, context.RequestAborted);
        return Results.Json(platform.Look(world => View(world, asked, members)));
    }

    private SimulatorView View(World world, string[] asked, IReadOnlyDictionary<string, string> members) => new(
        platform.Version,
        clock.GetUtcNow(),
        clock.Shift.TotalSeconds,
        settings.Organization.TimeZone,
        platform.Account.Name,
        [.. asked.Where(world.Phones.ContainsKey).Select(id => PhoneView.Of(world.Phones[id], members.GetValueOrDefault(id), clock.GetUtcNow()))],
        platform.Log,
        SimulatorView.Of(platform.Faults),
        [.. world.Codes.Values.Reverse().Take(20).Select(c => new CodeView(c.Scene, c.Ticket, c.At))],
        SimulatorView.MenuOf(world.Menu),
        [.. platform.Account.Subscriptions.Select(s => new SubscriptionView(s.Template.Id, s.Template.Title))],
        platform.PushMode.ToString(),
        platform.PushFormat.ToString(),
        platform.Account.EncodingAesKey.Length > 0);

    private async Task<IResult> PeopleAsync(string? name, CancellationToken ct)
    {
        var people = await book.HoldersAsync(platform.Account.AppId, Trimmed(name) ?? "", PeopleShown, ct);
        var strangers = platform.Look(w => w.Phones.Values.Select(p => new { p.OpenId, p.Name }).ToList());
        var bound = await book.NamesAsync(platform.Account.AppId, [.. strangers.Select(p => p.OpenId)], ct);
        var known = await book.KnownAsync([.. strangers.Select(p => p.Name).Distinct()], ct);
        return Results.Json(new
        {
            people,
            phones = strangers.Where(p => !bound.ContainsKey(p.OpenId) && (name is null || p.Name.Contains(name, StringComparison.Ordinal))).Take(PeopleShown)
                .Select(p => new { p.OpenId, p.Name, known = known.Contains(p.Name) }),
        });
    }

    private IResult Media(HttpContext context, string id)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return platform.Look(w => w.Media.GetValueOrDefault(id)) is { } media ? Results.Bytes(media.Bytes, media.ContentType) : Results.NotFound();
    }

    private async Task<IResult> PictureAsync(HttpContext context, string openId)
    {
        var type = context.Request.ContentType ?? "";
        if (!Pictures.Contains(type) || context.Request.ContentLength is null or > LargestPicture)
        {
            return Results.BadRequest(new { why = "只能发 2 MB 以内的图片（PNG、JPEG、GIF、WebP）" });
        }

        var picture = new byte[context.Request.ContentLength.Value];
        await context.Request.Body.ReadExactlyAsync(picture, context.RequestAborted);
        var own = $"{context.Request.Scheme}://{context.Request.Host}/simulator/media/";
        return await DoAsync(openId, own, (id, url, ct) => platform.Phones.SendPictureAsync(id, picture, type, media => url + media, ct));
    }

    private async Task<IResult> PullAsync(Pull pull, CancellationToken ct)
    {
        var by = TimeSpan.FromMinutes(pull.Minutes ?? 0);
        if (pull.To is not null)
        {
            if (!DateTime.TryParse(pull.To, CultureInfo.InvariantCulture, out var local))
            {
                return Results.BadRequest(new { why = "看不懂这个时间" });
            }

            var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Organization.TimeZone);
            by = new DateTimeOffset(local, zone.GetUtcOffset(local)) - clock.GetUtcNow();
        }

        if (by <= TimeSpan.Zero)
        {
            return Results.BadRequest(new { why = "时钟只能往前拨；要回到现在，请换一个新数据库" });
        }

        // Kept first: if the process dies between, the shift is what the next start says, never less than somebody saw.
        await book.KeepClockShiftAsync(clock.Shift + by, ct);
        clock.Pull(by);
        platform.Nudge();
        return Results.NoContent();
    }

    private IResult Strike(Switch wanted)
    {
        if (!Enum.TryParse<Fault>(wanted.Fault, out var fault))
        {
            return Results.BadRequest(new { why = "没有这种故障" });
        }

        platform.Faults.Switch(fault, wanted.Times);
        platform.Nudge();
        return Results.NoContent();
    }

    private IResult PushAs(PushAs push)
    {
        if (!Enum.TryParse<PushMode>(push.Mode, out var mode) || !Enum.TryParse<PushFormat>(push.Format, out var format))
        {
            return Results.BadRequest(new { why = "没有这种方式" });
        }

        if (mode != PushMode.Plain && platform.Account.EncodingAesKey.Length == 0)
        {
            return Results.BadRequest(new { why = "没有 EncodingAESKey，只能明文" });
        }

        (platform.PushMode, platform.PushFormat) = (mode, format);
        platform.Nudge();
        return Results.NoContent();
    }

    private Task Refuse(string openId, bool on)
    {
        platform.Phones.Refuse(openId, on);
        return Task.CompletedTask;
    }

    /// <summary>The push goes on when the page is closed: a phone does not take back what it sent.</summary>
    private async Task<IResult> DoAsync(string openId, string? what, Func<string, string, CancellationToken, Task> act)
    {
        if (!platform.Look(w => w.Phones.ContainsKey(openId)))
        {
            return Results.NotFound(new { why = "没有这部手机" });
        }

        if (what is null)
        {
            return Results.BadRequest(new { why = "没有内容" });
        }

        try
        {
            await act(openId, what, life.ApplicationStopping);
            return Results.NoContent();
        }
        catch (NotFollowingException)
        {
            return Results.Conflict(new { why = "这部手机没有关注公众号" });
        }
    }

    private static string? Trimmed(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();

    private static async ValueTask<object?> OwnPageOnlyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            ? await next(context)
            : Results.StatusCode(StatusCodes.Status403Forbidden);
}
