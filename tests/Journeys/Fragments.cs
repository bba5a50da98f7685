namespace Luzhi.Journeys;

/// <summary>Whether a message holds certain words in order, with anything between.</summary>
internal static class Fragments
{
    /// <returns>The first fragment that is not there after the ones before it; null when all are.</returns>
    public static string? Missing(string text, IEnumerable<string> fragments)
    {
        var from = 0;
        foreach (var fragment in fragments)
        {
            var at = text.IndexOf(fragment, from, StringComparison.Ordinal);
            if (at < 0)
            {
                return fragment;
            }

            from = at + fragment.Length;
        }

        return null;
    }
}
