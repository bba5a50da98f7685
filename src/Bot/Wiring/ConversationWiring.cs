using Luzhi.Bot.Workers;
using Luzhi.Core;
using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Flows;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Wiring;

/// <summary>From the porch to the ledger: the talk, and the one transaction that makes a turn true.</summary>
internal static class ConversationWiring
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton(rooms => Dialogue.Of(rooms.GetRequiredService<FormShelf>(), rooms.GetRequiredService<Words>(), rooms.GetRequiredService<WeChatAccount>(), rooms.GetRequiredService<PageEntry>()))
        .AddSingleton<PageEntry>()
        .AddSingleton(rooms => new WindowRules(rooms.GetRequiredService<WeChatAccount>().Windows))
        .AddSingleton(rooms => TalkPlans.Of(rooms.GetRequiredService<Words>(), rooms.GetRequiredService<DeliverySettings>(), rooms.GetRequiredService<TimeZoneInfo>()))
        .AddSingleton<Ledger>()
        .AddSingleton<TakeTurn>(Turns)
        .AddSingleton(Spool)
        .AddSingleton<Converse>();

    /// <summary>Only where there is a porch is anything spooled.</summary>
    public static IServiceCollection AddReplay(this IServiceCollection services, IReadOnlyList<NodeRole> roles) =>
        roles.Contains(NodeRole.Web) ? services.AddSingleton<Replay>().AddHostedService(rooms => rooms.GetRequiredService<Replay>()) : services;

    private static Spool Spool(IServiceProvider rooms) => new(
        rooms.GetRequiredService<AllSettings>().Storage, rooms.GetRequiredService<HouseKey>().Read(HouseKey.Spool),
        rooms.GetRequiredService<Chance>(), rooms.GetRequiredService<TimeProvider>());

    private static TakeTurn Turns(IServiceProvider rooms)
    {
        var (ledger, dialogue, pages) = (rooms.GetRequiredService<Ledger>(), rooms.GetRequiredService<Dialogue>(), rooms.GetRequiredService<PageEntry>());
        return (inbound, race, ct) => ledger.TakeAsync(inbound, (talk, facts) => Between(pages.Placed(dialogue.Step(talk, inbound, facts), facts)), race, ct);
    }

    private static Turn Between(Turn turn)
    {
        if (turn.Next.Form is not null)
        {
            // Dying here: the form stands at the question before, and the same answer moves it on.
            Checkpoint.Reached("form.between-questions");
        }

        return turn;
    }
}
