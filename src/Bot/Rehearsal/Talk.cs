using Luzhi.Bot.Simulator;
using Luzhi.Scheduler.Engines;
using Platform = Luzhi.Bot.Simulator.Platform;

namespace Luzhi.Bot.Rehearsal;

/// <summary>What people do about what they see: answer, forget, ask, answer twice, or something else, or with a picture, and change their mind.</summary>
internal sealed class Talk(Platform platform, Story story, SteppedClock clock, TimeZoneInfo zone, Action<DateTimeOffset, Func<CancellationToken, Task<int>>> plan)
{
    private const int TurnsAtMost = 14;

    /// <summary>Who is not understood twice in a row lets it be.</summary>
    private const int PatienceWithSorry = 2;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // A picture is a picture: the house looks at its number, never inside.
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xD9];

    /// <summary>Something came by itself: now or never, or in some hours, or in days.</summary>
    public void Hear(Human human, string way, BubbleContent content)
    {
        story.Heard(human, way, content);
        if (way is "passive" or "system" || human.Away)
        {
            return;
        }

        var words = Human.Read(content);
        var (who, luck) = (human.Persona, human.Luck);
        if (AtTable.Asks(words) && luck.Hits(who.Answers))
        {
            var wait = luck.About(who.Within) + (luck.Hits(who.Late) ? (2 + luck.Below(12)) * Day : TimeSpan.Zero);
            plan(Awake(clock.GetUtcNow() + wait), ct => ReactAsync(human, words, way, ct));
        }
    }

    public async Task<int> SayAsync(Human human, string words, CancellationToken ct)
    {
        if (human.Away || human.OpenId is not { } phone)
        {
            return 0;
        }

        // Nobody says two things in the same instant, and two people hardly ever do.
        clock.Advance(TimeSpan.FromMilliseconds(1));
        story.Said(human, words);
        await platform.Phones.SayAsync(phone, words, ct);
        return 1;
    }

    /// <summary>Says something and goes on as long as the account asks back.</summary>
    /// <param name="about">What it is about, to find it again in a list; empty where it is about nothing.</param>
    public async Task<int> ConverseAsync(Human human, string words, string about, CancellationToken ct)
    {
        var (said, sorry) = (0, 0);
        for (var turn = 1; turn <= TurnsAtMost; turn++)
        {
            var before = human.Heard;
            if (await SayAsync(human, words, ct) == 0)
            {
                return said;
            }

            said++;
            sorry = AtTable.Sorry(human.Seen) ? sorry + 1 : 0;
            if (human.Heard == before || sorry == PatienceWithSorry || !AtTable.Asks(human.Seen) || AtTable.Answer(human.Seen, about, human.Persona, human.Luck, turn) is not { } next)
            {
                return said;
            }

            words = next;
        }

        return said;
    }

    public async Task<int> SendPictureAsync(Human human, CancellationToken ct)
    {
        if (human.Away || human.OpenId is not { } phone)
        {
            return 0;
        }

        story.Pictured(human);
        await platform.Phones.SendPictureAsync(phone, Picture, "image/jpeg", id => $"http://mmbiz.invalid/{id}", ct);
        return 1;
    }

    private async Task<int> ReactAsync(Human human, string words, string way, CancellationToken ct)
    {
        var (who, luck) = (human.Persona, human.Luck);
        var did = luck.Hits(who.Nonsense) ? await SayAsync(human, AtTable.Nonsense(luck), ct) : 0;
        did += luck.Hits(who.Pictures) ? await SendPictureAsync(human, ct) : 0;

        // To something else: what was shown earlier is answered by the number it has elsewhere.
        var answer = luck.Hits(who.WrongItem) ? (1 + luck.Below(4)).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : way is "session" || AtTable.Choices(words).Count > 0 ? AtTable.Answer(words, words, who, luck, 1)
            : luck.Hits(50) ? "我的" : "1"; // a doorbell says little: one looks, or tries
        if (answer is null)
        {
            return did;
        }

        did += await ConverseAsync(human, answer, words, ct);
        did += luck.Hits(who.Twice) ? await ConverseAsync(human, answer, words, ct) : 0;
        if (luck.Hits(who.ChangesMind))
        {
            var second = luck.Hits(50) ? "请假 临时有事" : "参加";
            plan(Awake(clock.GetUtcNow() + luck.About(Day)), token => ConverseAsync(human, second, words, token));
        }

        return did;
    }

    /// <summary>Nobody answers at three in the morning; what was meant for the night is done at breakfast.</summary>
    private DateTimeOffset Awake(DateTimeOffset at)
    {
        var hour = TimeZoneInfo.ConvertTime(at, zone).Hour;
        return hour < 6 ? at.AddHours(7 - hour) : at;
    }
}
