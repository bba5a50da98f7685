using Luzhi.Core.Messages;
using Route = Luzhi.Core.Messages.Route;

namespace Luzhi.Bot.Workers;

/// <summary>What was learned while one row was tried one way after the other.</summary>
internal sealed class Trail(Claimed row)
{
    private readonly HashSet<ShutWindow> shut = [];
    private readonly HashSet<long> gone = [];
    private readonly HashSet<LostConsent> lost = [];

    public string Why { get; private set; } = "";

    public Reachable? LastGone { get; private set; }

    public Way? LastRefused { get; private set; }

    /// <summary>A way was there, but its channel is shut until then.</summary>
    public DateTimeOffset? WaitUntil { get; private set; }

    public bool IsGone(Way way) => gone.Contains(way.To.ContactId);

    public void Wait(DateTimeOffset until) => WaitUntil = WaitUntil is null || until < WaitUntil ? until : WaitUntil;

    /// <summary>Refused in a session: whichever window we thought open is not, or has nothing left.</summary>
    /// <param name="declined">The subscription template that the follower turned out not to agree to.</param>
    public void Refused(Way way, string why, string? declined)
    {
        (LastRefused, Why) = (way, why);
        if (declined is not null)
        {
            lost.Add(new LostConsent(way.To.ContactId, declined));
        }

        if (way.Route == Route.Session)
        {
            shut.UnionWith(row.Contacts.First(c => c.ContactId == way.To.ContactId).Windows.Select(w => new ShutWindow(way.To.ContactId, w.Kind)));
        }
    }

    public void Gone(Way way, string why)
    {
        (LastGone, Why) = (way.To, why);
        gone.Add(way.To.ContactId);
    }

    public Finished End(Ending ending) => new(row, ending) { Shut = [.. shut], GoneContacts = [.. gone], LostConsents = [.. lost] };
}
