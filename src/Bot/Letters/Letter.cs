namespace Luzhi.Bot.Letters;

/// <summary>One person's invitation: the code that binds their phone, and what the QR code says that does the same by a scan.</summary>
/// <param name="Url">null where the platform gave no QR code: the letter then has the code in words alone.</param>
/// <param name="Until">When the QR code stops working; the code in words does not.</param>
public sealed record Letter(long PersonId, string Name, string Code, string? Url, DateTimeOffset? Until);
