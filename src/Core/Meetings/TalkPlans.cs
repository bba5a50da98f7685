using Luzhi.Core.Duties;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Meetings;

/// <summary>What follows from an answer to a meeting and is said to somebody else: to the approver, the office, the leader.</summary>
public sealed record TalkPlans(LeavePlan Leave, QuestionPlan Questions, MandatePlan Mandates)
{
    public static TalkPlans Of(Words words, DeliverySettings delivery, TimeZoneInfo zone)
    {
        var quiet = new QuietHours(delivery.QuietFrom, delivery.QuietTo, zone);
        return new(new(words, quiet), new(words, quiet), new(words));
    }
}
