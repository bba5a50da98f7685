using System.Runtime.CompilerServices;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Channels.WeChat.Walk;

/// <summary>
/// Walks the whole connection to the platform and says at each step, in one line, whether it holds and what to do next. Changes nothing
/// there. Without a token the steps that need one are not guessed at.
/// </summary>
internal sealed class ConnectionWalk(
    WeChatSettings wechat, OrganizationSettings organization, AccessTokens tokens, CallbackProbe callback, AccountSteps steps, Templates templates, SiteSteps site, Words words)
{
    public async IAsyncEnumerable<Finding> WalkAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!wechat.Configured)
        {
            yield return new(Grade.Warning, words["account.walk.none"]);
            yield break;
        }

        var granted = await tokens.GetAsync(null, ct);
        yield return granted.Token is null ? TokenRefusal.Of(granted.Failure!, wechat, words) : new(Grade.Good, words["account.walk.token"]);
        yield return await callback.LookAsync(organization.PublicUrl, ct);
        if (granted.Token is null)
        {
            yield return new(Grade.Later, words["account.walk.later"]);
        }
        else
        {
            await foreach (var finding in InsideAsync(ct))
            {
                yield return finding;
            }
        }

        foreach (var finding in site.Look())
        {
            yield return finding;
        }
    }

    private async IAsyncEnumerable<Finding> InsideAsync([EnumeratorCancellation] CancellationToken ct)
    {
        yield return await steps.AddressesAsync(ct);
        foreach (var finding in await steps.MenuAsync(ct))
        {
            yield return finding;
        }

        foreach (var finding in await templates.LookAsync(ct))
        {
            yield return finding;
        }

        yield return await steps.CustomerServiceAsync(ct);
        yield return await steps.QuotaAsync(ct);
        yield return await steps.CodesAsync(ct);
    }
}
