using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.Walk;

/// <summary>What the platform has no interface to ask about, and what the office therefore has to look at itself.</summary>
internal sealed class SiteSteps(House house, WeChatAccount account, OrganizationSettings organization, Words words)
{
    public IEnumerable<Finding> Look()
    {
        var files = VerifyFiles.Names(house, account);
        yield return files.Count > 0
            ? new(Grade.Good, words.Say("account.walk.verify.good", ("files", string.Join('、', files))))
            : new(Grade.Later, words["account.walk.verify.none"]);
        if (Uri.TryCreate(organization.PublicUrl, UriKind.Absolute, out var site))
        {
            yield return new(Grade.Later, words.Say("account.walk.domain", ("host", site.Authority)));
        }
    }
}
