using System.Globalization;

namespace Luzhi.Bot.Reading;

/// <summary>How large a file is, as a page says it.</summary>
public static class FileSize
{
    private const int Kilo = 1 << 10, Mega = 1 << 20;

    public static string Say(int bytes) =>
        bytes < Mega ? $"{(bytes + Kilo - 1) / Kilo} KB" : (bytes / (double)Mega).ToString("0.0", CultureInfo.InvariantCulture) + " MB";
}
