using System.CommandLine;
using System.Globalization;
using Luzhi.Core;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Commands;

/// <summary>An option that is a whole number within bounds. Read as text, so that what is wrong with it is said in the office's words.</summary>
internal sealed class WholeNumber(string name, string description, int least, int most, int? usual)
{
    public Option<string?> Option { get; } = new(name)
    {
        Description = description + (usual is { } value ? $" [{value}]" : ""),
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "n",
    };

    public int? In(ParseResult parsed) => Said(parsed) is { } said && Read(said) is { } number ? number : usual;

    public string? Fault(ParseResult parsed, Words words) => Said(parsed) is { } said && Read(said) is null
        ? words.Say("bench.number", ("option", name), ("least", least), ("most", most), ("word", said))
        : null;

    /// <returns>What was written after the option, perhaps nothing; null when the option was not written.</returns>
    private string? Said(ParseResult parsed) => parsed.GetResult(Option) is { Implicit: false } given ? given.Tokens.Count > 0 ? given.Tokens[0].Value : "" : null;

    private int? Read(string said) =>
        int.TryParse(said, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
