using System.CommandLine;
using Luzhi.Bot.Commands;

// The table of contents. Without a command: serve.
var root = new RootCommand("履职 Luzhi：会议、通知、履职，都在委员已经在用的聊天窗口里。\nA body of members lives its duties in the chat window they already use.")
{
    ServeCommand.Make(),
    CheckCommand.Make(),
    MenuCommand.Make(),
    RehearseCommand.Make(),
    ImportCommand.Make(),
    ApiKeyCommand.Make(),
    AdminCommand.Make(),
    MigrateCommand.Make(),
    SchemaCommand.Make(),
    VerifyCommand.Make(),
    BenchCommand.Make(),
};
root.SetAction((_, ct) => ServeCommand.RunAsync(ct));

// The web host listens for the signals itself and shuts down in order; the other commands may simply end: what was not committed is not true.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
