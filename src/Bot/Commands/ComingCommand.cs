using System.CommandLine;

namespace Luzhi.Bot.Commands;

/// <summary>A command whose name is fixed and whose work is not done yet: it says so and fails, so that no script takes it for done.</summary>
internal static class ComingCommand
{
    public static Command Rehearse() => Make(
        "rehearse", "预演：把一年的履职安排在虚拟时钟上走一遍。本版尚未提供。 Live a year of duties on a virtual clock. Not in this version yet.");

    private static Command Make(string name, string description)
    {
        var command = new Command(name, description);
        command.SetAction(_ => Errand.Tell(Errand.NotYet, $"{name}：本版尚未提供，将随后续版本到来。 Not in this version yet."));
        return command;
    }
}
