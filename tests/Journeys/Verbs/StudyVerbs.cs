using Luzhi.Core.Storage;
using Luzhi.Journeys.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys.Verbs;

/// <summary>What is given to study, what is not said in a chat, and whom somebody has to call.</summary>
internal static class StudyVerbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(Actor.Office, "催办", "秘书 催办 <标题> | <催办的话>", ChaseAsync),
        new(Actor.World, "从未说出", "从未说出 <词> …", NeverSaidAsync) { Looks = true },
        new(Actor.World, "电话名单", "电话名单 <姓名> …", CallSheetAsync) { Looks = true },
    ];

    private static Task ChaseAsync(Stage stage, Step step, CancellationToken ct) =>
        stage.Services.GetRequiredService<BroadcastBook>().ChaseAsync(stage.Meeting(step), step.Part(1), "秘书", ct);

    /// <summary>On no phone, in no reply that is kept, in nothing that waits: whatever way it took.</summary>
    private static async Task NeverSaidAsync(Stage stage, Step step, CancellationToken ct)
    {
        await using var db = stage.Services.GetRequiredService<Database>().Open();
        string?[] kept = [.. await db.Inbox.Select(i => i.Reply).ToListAsync(ct), .. await db.Outbox.Select(o => o.Body).ToListAsync(ct), .. stage.Phones.Shown()];
        if (step.Names.SelectMany(word => kept.Where(text => text?.Contains(word, StringComparison.Ordinal) == true)).FirstOrDefault() is { } said)
        {
            throw step.Wrong($"说出来了：{said}");
        }
    }

    private static async Task CallSheetAsync(Stage stage, Step step, CancellationToken ct)
    {
        var sheet = await stage.Services.GetRequiredService<CallSheet>().ListAsync(null, 0, 100, ct);
        var names = sheet.Items.Select(line => line.Name).ToList();
        if (!names.Order(StringComparer.Ordinal).SequenceEqual(step.Names.Order(StringComparer.Ordinal)))
        {
            throw step.Wrong($"电话名单上是：{string.Join('、', names)}");
        }
    }
}
