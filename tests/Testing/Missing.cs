using System.Diagnostics.CodeAnalysis;
using Xunit.Sdk;

namespace Luzhi.Testing;

/// <summary>What a test needs and this machine has not: the test is reported skipped. Where LUZHI_REQUIRE_SERVERS=1 it fails, so that a green run means that all was run.</summary>
public static class Missing
{
    [DoesNotReturn]
    public static void Skip(string what)
    {
        if (Environment.GetEnvironmentVariable("LUZHI_REQUIRE_SERVERS") == "1")
        {
            throw new InvalidOperationException($"{what} is not installed, and LUZHI_REQUIRE_SERVERS=1 asks for it.");
        }

        throw SkipException.ForSkip($"{what} is not installed on this machine.");
    }

    /// <summary>Where a program is, on the PATH or in a folder that a distribution keeps off it; null when it is not installed.</summary>
    public static string? Find(string program, params ReadOnlySpan<string> elsewhere)
    {
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in (string[])[.. path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), .. elsewhere])
        {
            var file = Path.Combine(folder, program);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
