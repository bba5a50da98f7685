using Luzhi.Core;
using Luzhi.Core.Directory;
using Luzhi.Core.PhonePages;
using Luzhi.Core.Settings;
using Luzhi.Core.Storage;
using Microsoft.AspNetCore.Mvc;

namespace Luzhi.Bot.PhonePages;

/// <summary>What is held of the reader, and what they may ask about it: a copy, a correction, a removal. The office does it.</summary>
public sealed class MyDataPage(PhoneDoor door, PageBook book, RequestBook requests, Words words, Chance chance) : PhonePage(door, words, chance)
{
    public string About => Words["own.page"];

    public IReadOnlyList<DataRequest> Asked { get; private set; } = [];

    public string? Typed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await WhoAsync(ct) ?? await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(DataRequestKind kind, string? said, bool sure, CancellationToken ct)
    {
        if (await WhoAsync(ct) is { } instead)
        {
            return instead;
        }

        if (kind == DataRequestKind.Removal && !sure)
        {
            Fault = Faulty("own.fault.sure");
            return await ShowAsync(ct);
        }

        try
        {
            await requests.AskAsync(Session!.PersonId, kind, said ?? "", "page", ct);
            return Redirect($"{Request.PathBase}{Request.Path}");
        }
        catch (FaultsException faults)
        {
            (Fault, Typed) = (faults.Message, said);
            return await ShowAsync(ct);
        }
    }

    public static string Stands(DataRequest request) => request.State switch
    {
        DataRequestState.Open => "机关正在办理",
        DataRequestState.Done => $"已办结　{request.Answer}",
        _ => $"没有办　{request.Answer}",
    };

    private async Task<IActionResult?> WhoAsync(CancellationToken ct) =>
        Session is not { } session ? AskWho() : await book.HolderAsync(session.ContactId, session.PersonId, ct) is null ? Nothing() : null;

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        Asked = await requests.OfAsync(Session!.PersonId, ct);
        return Page();
    }
}
