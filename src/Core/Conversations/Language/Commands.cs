using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations.Language;

public enum Command { None, Help, Mine, Undo }

/// <summary>The few words of the chat that are commands, however they are typed or tapped.</summary>
public static class Commands
{
    private static readonly Dictionary<string, Command> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["帮助"] = Command.Help,
        ["help"] = Command.Help,
        ["我的"] = Command.Mine,
        ["mine"] = Command.Mine,
        ["撤销"] = Command.Undo,
        ["undo"] = Command.Undo,
    };

    public static Command In(Inbound inbound)
    {
        var said = inbound.Kind == InboundKind.MenuClick ? inbound.Choice ?? "" : inbound.Text;
        return Words.GetValueOrDefault(said.Trim(' ', '。', '.', '！', '!', '\n'));
    }
}
