using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>
/// A follower becomes a member: by 绑定 CODE, by an invitation's QR code, or not at all. Bound at once, no further question.
/// Everything else that somebody says who is bound to nobody ends here too, kindly.
/// </summary>
public sealed class Binding(Words words, WeChatAccount? account = null) : IFlow
{
    /// <summary>So many wrong codes are a slip of the thumb; after them every further one costs twice the wait.</summary>
    private const int FreeTries = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    public string Name => "binding";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (inbound.Kind is InboundKind.Unfollow or InboundKind.Receipt or InboundKind.MenuView or InboundKind.Other)
        {
            return Turn.Silent(conversation);
        }

        // A member who happens to write letters and digits tries no code.
        var tries = facts.Speaker is null || inbound.Scene is not null || !BindingWords.IsBare(inbound.Text);
        if (tries && BindingWords.CodeIn(inbound) is { } code && Tried(conversation, code, facts) is { } turn)
        {
            return turn;
        }

        return facts.Speaker is { } speaker ? Greeting(conversation, inbound, speaker) : Turn.Say(conversation, Stranger(inbound, facts));
    }

    private Turn? Tried(Conversation conversation, string code, Facts facts)
    {
        if (facts.BindBlockedUntil is { } until && until > facts.Now)
        {
            return Turn.Say(conversation, words.Say("binding.blocked", ("until", Civil.Say(until, facts.Now, facts.Zone))));
        }

        return facts.Binding is { } found && BindingWords.Normalize(found.Code) == code ? Found(conversation, found, facts) : null;
    }

    private Turn Found(Conversation conversation, BindingLookup found, Facts facts)
    {
        if (facts.Speaker is { } speaker && (found.State == BindingState.UsedByYou || found.PersonId == speaker.PersonId))
        {
            return Turn.Say(conversation, words.Say("binding.yours", ("name", speaker.Name)));
        }

        if (found is not { State: BindingState.Free, PersonId: { } person })
        {
            return Refused(conversation, found.State, facts);
        }

        // A phone is somebody already: only the office gives it to another, so that no one is lost by a borrowed phone.
        return facts.Speaker is { } other
            ? Turn.Say(conversation, words.Say("binding.taken", ("name", other.Name)))
            : Turn.Say(Conversation.Fresh, words.Say(found.Kind == PersonKind.Staff ? "binding.done_staff" : "binding.done", ("name", found.PersonName)), new Change.Bind(found.Code, person));
    }

    private Turn Refused(Conversation conversation, BindingState state, Facts facts)
    {
        var blocked = BlockAfter(facts.BindFailures + 1) is { } wait ? facts.Now + wait : (DateTimeOffset?)null;
        var why = words[state switch
        {
            BindingState.Used or BindingState.UsedByYou => "binding.used",
            BindingState.Expired => "binding.expired",
            BindingState.Revoked => "binding.revoked",
            _ => "binding.unknown",
        }];
        var slowed = blocked is { } until ? "\n" + words.Say("binding.slowed", ("until", Civil.Say(until, facts.Now, facts.Zone))) : "";
        return Turn.Say(conversation, why + slowed, new Change.BindRefused(blocked));
    }

    private static TimeSpan? BlockAfter(int failures)
    {
        if (failures < FreeTries)
        {
            return null;
        }

        var doubled = FirstWait * Math.Pow(2, Math.Min(failures - FreeTries, 10));
        return doubled < LongestWait ? doubled : LongestWait;
    }

    private Turn? Greeting(Conversation conversation, Inbound inbound, Speaker speaker) => inbound.Kind switch
    {
        InboundKind.Follow => Turn.Say(conversation, Back(speaker)),
        InboundKind.Scan => Turn.Silent(conversation),
        InboundKind.Text when Plain.Of(inbound.Text).Trim('.', '!') is "绑定" or "我要绑定" or "怎么绑定" or "绑定码" or "绑定手机" or "重新绑定" =>
            Turn.Say(conversation, words.Say("binding.yours", ("name", speaker.Name))),
        _ => null,
    };

    private string Back(Speaker speaker) => account is { MemberGreeting.Length: > 0 }
        ? account.MemberGreeting.Replace("{name}", speaker.Name, StringComparison.Ordinal)
        : words.Say("binding.back", ("name", speaker.Name));

    /// <summary>The public among the followers: the account's own words first, where it has some.</summary>
    private string Stranger(Inbound inbound, Facts facts)
    {
        if (Keywords.Answer(account, inbound, words) is { } answer)
        {
            return answer;
        }

        var how = inbound.Kind == InboundKind.Text && BindingWords.SpeaksOfBinding(inbound.Text);
        var comes = inbound.Kind is InboundKind.Follow or InboundKind.Scan;
        var own = comes && account is { FollowGreeting.Length: > 0 } ? account.FollowGreeting : account?.PublicGreeting ?? "";
        if (!how && own.Length > 0)
        {
            return own;
        }

        return words.Say(how ? "binding.how" : comes ? "binding.welcome" : "binding.stranger", ("body", facts.BodyName));
    }
}
