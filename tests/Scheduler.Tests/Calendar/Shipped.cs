using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties.Files;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Scheduler.Tests.Calendar;

internal static class Shipped
{
    public static DutyShelf Duties => Read.Value;

    private static readonly Lazy<DutyShelf> Read = new(() => DutyFiles.ReadAll(Path.Combine(Plans.Config, "duties"), [.. FormReader.ReadAll(Path.Combine(Plans.Config, "forms")).All.Select(f => f.Id)]));
}
