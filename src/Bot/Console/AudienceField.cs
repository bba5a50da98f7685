namespace Luzhi.Bot.OfficeConsole;

/// <summary>The field in which a secretary says whom something is for.</summary>
/// <param name="Fixed">It has been looked at and is only to be confirmed.</param>
public sealed record AudienceField(string? Text, string? Fault, bool Fixed = false);
