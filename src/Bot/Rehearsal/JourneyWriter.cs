using System.Text;

namespace Luzhi.Bot.Rehearsal;

/// <summary>Writes one person's rehearsed year down in the words of tests/Journeys: the draft of a story. Duties are not switched on in it, and what hung on other people is not there.</summary>
internal static class JourneyWriter
{
    public static string Write(Story story, RehearsalOrder order, TimeZoneInfo zone)
    {
        var text = new StringBuilder();
        text.Append($"# {story.Of}的一年：{order.From:yyyy-MM-dd} 到 {order.To:yyyy-MM-dd}，由预演写出（种子 {order.Seed}）\n");
        text.Append($"时间 {Local(order.Opens(zone), zone)}\n委员 {story.Of}\n");
        var minute = "";
        foreach (var (at, line) in story.Lines)
        {
            var now = Local(at, zone);
            if (now != minute && !line.Contains(" 收到", StringComparison.Ordinal))
            {
                text.Append($"时间 {now}\n");
                minute = now;
            }

            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static string Local(DateTimeOffset at, TimeZoneInfo zone) => $"{TimeZoneInfo.ConvertTime(at, zone):yyyy-MM-dd HH:mm}";
}
