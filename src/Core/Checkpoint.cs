using System.Diagnostics;

namespace Luzhi.Core;

/// <summary>
/// The lines where it matters what is true if the process dies there, by name. Where the operator of a test names one
/// (<c>Crash__At=door.after-send:3</c>, the third time it is reached), the process kills itself there as hard as kill -9 would: no finally
/// runs and nothing is flushed. Else a line costs one look at a field.
/// </summary>
public static class Checkpoint
{
    /// <summary>All of them, in the order in which a message passes them. A test sees that each stands in the source once and kills at each.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "porch.heard", "porch.before-spool", "porch.after-spool", "form.between-questions", "ledger.before-commit", "ledger.after-commit", "porch.before-reply",
        "replay.before-turn", "replay.after-turn",
        "bell.before-commit", "bell.after-commit",
        "door.after-claim", "door.before-send", "door.after-send", "acknowledge.before-commit", "acknowledge.after-commit",
        "import.before-commit", "import.after-commit",
    ];

    /// <summary>Of the whole process, as its death is.</summary>
    private static Trap? trap;

    public static void Reached(string name) => trap?.Pass(name);

    /// <param name="at">A name, or a name and which time it is reached: "bell.after-commit:2".</param>
    public static void Set(string at) => trap = Read(at) is var (name, time) ? new Trap(name, time) : throw new ArgumentException("no checkpoint", nameof(at));

    /// <returns>null when it names none.</returns>
    public static (string Name, int Time)? Read(string at)
    {
        var parts = at.Split(':');
        var time = 1;
        return Names.Contains(parts[0]) && (parts.Length == 1 || (parts.Length == 2 && int.TryParse(parts[1], out time) && time > 0)) ? (parts[0], time) : null;
    }

    private sealed class Trap(string name, int time)
    {
        private int left = time;

        public void Pass(string reached)
        {
            if (reached == name && Interlocked.Decrement(ref left) == 0)
            {
                Process.GetCurrentProcess().Kill();
            }
        }
    }
}
