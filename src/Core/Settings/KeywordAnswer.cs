using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>Whether the word must be all that was written, or only stand in it.</summary>
public enum KeywordMatch { Exact, Contains }

/// <summary>One card with a picture, a title and a link: a channel that cannot show it shows its lines.</summary>
public sealed record Article(string Title, string Url, string Description = "", string Picture = "")
{
    public string AsText => string.Join('\n', new[] { Title, Description, Url }.Where(line => line.Length > 0));
}

/// <summary>
/// A fixed answer to anybody who writes one of the words, or taps the menu button with that key; members' own flows come first. Exactly one
/// of <see cref="Answer"/>, <see cref="Article"/> and <see cref="Handover"/>.
/// </summary>
/// <param name="Handover">The platform hands the person over to the account's human customer service.</param>
/// <param name="At">Where in the file.</param>
public sealed record KeywordAnswer(
    IReadOnlyList<string> Words, string Answer = "", Article? Article = null, bool Handover = false, KeywordMatch Match = KeywordMatch.Exact, YamlPlace? At = null);
