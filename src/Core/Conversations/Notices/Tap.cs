using System.Globalization;
using System.Text.RegularExpressions;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations.Notices;

/// <summary>A tapped choice: it names its notice, so that it answers exactly that one, however old it is.</summary>
public sealed partial record Tap(long AssignmentId, int Digit)
{
    public static Tap? In(Inbound inbound) =>
        inbound.Choice is { } choice && Written().Match(choice) is { Success: true } match
        && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new Tap(id, match.Groups[2].ValueSpan[0] - '0')
            : null;

    [GeneratedRegex("^a([0-9]{1,18}):([0-9])$")]
    private static partial Regex Written();
}
