using Luzhi.Core.Duties;
using Luzhi.Core.Storage;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>One assignment that is out: who got it, who saw it, who answered, live.</summary>
public sealed class StudyPage(StudyBook studies, StudyFileBook files, BroadcastBook book, OfficeBook office, ConsoleText text) : SentPage(book, office, text)
{
    public Study Study { get; private set; } = null!;

    public IReadOnlyList<StudyFileLine> Files { get; private set; } = [];

    public override string Home => $"/console/study/{Id}";

    protected override async Task<long?> BroadcastIdAsync(CancellationToken ct)
    {
        if (await studies.FindAsync(Id, ct) is not { } study)
        {
            return null;
        }

        (Study, Files) = (study, await files.OfAsync(study.Id, ct));
        return study.BroadcastId;
    }
}
