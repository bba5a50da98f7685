using System.Globalization;

namespace Luzhi.Bench;

/// <param name="Quick">A tenth of the size and half of the time: to see that everything runs, not to be quoted.</param>
internal sealed record Options(bool Quick, int Rounds, IReadOnlyList<string> Only)
{
    public bool Wants(string row) => Only.Count == 0 || Only.Contains(row);

    /// <returns>null when something in it was not understood.</returns>
    public static Options? Read(string[] args, IReadOnlyList<string> rows)
    {
        var options = new Options(args.Contains("--quick"), args.Contains("--quick") ? 3 : 5, []);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick": break;
                case "--rounds" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--only" when i + 1 < args.Length && args[i + 1].Split(',') is var only && only.All(rows.Contains):
                    options = options with { Only = only };
                    i++;
                    break;
                default: return null;
            }
        }

        return options;
    }
}
