using System.Collections.Concurrent;
using Luzhi.Bot.Channels.WeChat.WireOut;
using Luzhi.Bot.OfficeConsole;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.Letters;

/// <summary>Gives out the codes for letters: the one a person already has, else a new one; and the platform's QR code for each.</summary>
public sealed class LetterDesk(BindingBook bindings, InvitationCode invitation)
{
    private const int AtOnce = 8;

    /// <returns>The letters in the order asked for, and why some have no QR code.</returns>
    public async Task<(IReadOnlyList<Letter> Letters, string? Why)> WriteAsync(IReadOnlyCollection<long> people, string by, CancellationToken ct)
    {
        var issued = await bindings.IssueAsync(people, by, ct);
        var scenes = new ConcurrentDictionary<string, SceneCode>();
        SendOutcome? why = null;
        await Parallel.ForEachAsync(issued, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (one, token) =>
        {
            // What is wrong with the account is wrong for every letter: five hundred refusals say no more than one.
            if (Volatile.Read(ref why) is SendOutcome.Misconfigured)
            {
                return;
            }

            var (scene, refused) = await invitation.AskAsync(one.Code, token);
            if (scene is not null)
            {
                scenes[one.Code] = scene;
            }
            else
            {
                Interlocked.CompareExchange(ref why, refused, null);
            }
        });
        return ([.. issued.Select(i => scenes.TryGetValue(i.Code, out var scene)
            ? new Letter(i.PersonId, i.Name, i.Code, scene.Url, scene.ExpiresAt)
            : new Letter(i.PersonId, i.Name, i.Code, null, null))], why is null ? null : InvitationCode.Say(why));
    }
}
