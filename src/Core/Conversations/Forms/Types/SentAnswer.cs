using System.Text.RegularExpressions;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>What is sent rather than said: photos come by chat, files and drawn signatures by the page; each has a way in words where the page cannot be.</summary>
internal static partial class SentAnswer
{
    public static Reading Photo(Said said) => said.Inbound is { Kind: InboundKind.Image, MediaId: { } media }
        ? Said.Take(media, said.Words.Say("form.photos", ("count", 1)))
        : said.Refuse("photo");

    /// <summary>Handed to the office: the form goes on, and the read-back says so.</summary>
    public static Reading File(Said said) => said.Inbound.Kind == InboundKind.Image ? Photo(said)
        : Handed().IsMatch(said.Plain) ? Said.Take("desk", said.Words["form.handed"])
        : said.Refuse("file");

    /// <summary>The speaker is known to us by the account: their own name, written by themself, is a signature.</summary>
    public static Reading Signature(Said said) => said.Facts.Speaker is { } speaker && NameAnswer.Spoken(said.Plain) == Language.Plain.Of(speaker.Name)
        ? Signed(said, speaker.Name)
        : said.Refuse("signature");

    public static Reading Signed(Said said, string name) => Said.Take("signed:" + name, said.Words.Say("form.signed", ("name", name)));

    [GeneratedRegex("^(?:已经?|我|另|都|会|去)*(?:另交|面交|交了|交给?(?:工作人员|机关|办公室|联络员|秘书)(?:了|们)?|送去了?|送过去了?|发(?:到|给)?邮箱了?|邮寄了?)[.!]*$")]
    private static partial Regex Handed();
}
