namespace Luzhi.Bot.Rehearsal;

/// <summary>What is rehearsed: from the first day to the last, both included, with whom, and by which throw of the dice.</summary>
/// <param name="Roster">The people as a roster file has them; null: as many as <paramref name="Count"/> are made up.</param>
/// <param name="Personas">How they behave.</param>
internal sealed record RehearsalOrder(DateOnly From, DateOnly To, int Seed, byte[]? Roster, int Count, PersonaShelf Personas)
{
    /// <summary>What every call, seal and code of one rehearsal comes from.</summary>
    public DateTimeOffset Opens(TimeZoneInfo zone) => Core.Duties.Civil.Instant(From.ToDateTime(TimeOnly.MinValue), zone);

    public DateTimeOffset Ends(TimeZoneInfo zone) => Core.Duties.Civil.Instant(To.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
}
