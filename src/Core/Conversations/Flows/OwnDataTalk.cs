using System.Text.RegularExpressions;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Directory;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Flows;

/// <summary>我的数据, 更正 …, 删除我的数据: what is held of the speaker, and a request about it for the office's list.</summary>
public sealed partial class OwnDataTalk(Words words) : IFlow
{
    private const int LongestSaid = 500;

    public string Name => "own_data";

    public Turn? Step(Conversation conversation, Inbound inbound, Facts facts)
    {
        if (inbound.Kind != InboundKind.Text || facts.Speaker is null)
        {
            return null;
        }

        var said = Plain.Of(inbound.Text).Trim();
        return About().IsMatch(said) ? Turn.Say(conversation, words["own.about"])
            : Copy().IsMatch(said) ? Ask(conversation, DataRequestKind.Copy, inbound.Text)
            : Remove().IsMatch(said) ? Turn.Say(conversation, words["own.remove_sure"])
            : RemoveSure().IsMatch(said) ? Ask(conversation, DataRequestKind.Removal, inbound.Text)
            : conversation.Form is null && Correct().Match(inbound.Text) is { Success: true } match ? Correction(conversation, match.Groups[1].Value.Trim())
            : null;
    }

    /// <summary>更正：请假 corrects an answer to a notice, not the roster.</summary>
    private Turn? Correction(Conversation conversation, string what) => what.Length switch
    {
        _ when AnswerWords.Hear(Plain.Of(what)).Outright => null,
        0 => Turn.Say(conversation, words["own.correct_what"]),
        > LongestSaid => Turn.Say(conversation, words.Say("own.too_long", ("most", LongestSaid))),
        _ => Ask(conversation, DataRequestKind.Correction, what),
    };

    private Turn Ask(Conversation conversation, DataRequestKind kind, string said) =>
        Turn.Say(conversation, words[$"own.asked.{kind.ToString().ToLowerInvariant()}"]) with { Changes = [new Change.AskOffice(kind, said.Trim())] };

    [GeneratedRegex(@"^(?:查看|看看|看)?(?:我的)?(?:个人)?(?:数据|资料|个人信息|个人资料|个人数据)$")]
    private static partial Regex About();

    [GeneratedRegex(@"^(?:我要|要|导出|索取|下载)(?:一份)?我的(?:个人)?(?:数据|资料|信息)$")]
    private static partial Regex Copy();

    [GeneratedRegex(@"^(?:请|我要)?(?:删除|清除|注销)我的(?:个人)?(?:数据|资料|信息|账号)$")]
    private static partial Regex Remove();

    [GeneratedRegex(@"^确认(?:删除|清除|注销)我的(?:个人)?(?:数据|资料|信息|账号)$")]
    private static partial Regex RemoveSure();

    [GeneratedRegex(@"^\s*更正(?:我的)?(?:个人)?(?:数据|资料|信息)?(?:[\s:：,，]+(.*))?$", RegexOptions.Singleline)]
    private static partial Regex Correct();
}
