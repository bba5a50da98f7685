namespace Luzhi.Bot.Letters;

/// <summary>Prints letters with the font this machine has.</summary>
public sealed class LetterPrinter(LetterWords words)
{
    /// <returns>The PDF; null where there is no Chinese font to print with.</returns>
    public async Task<byte[]?> PrintAsync(IReadOnlyList<Letter> letters, CancellationToken ct) =>
        await FontShelf.FindAsync(ct) is { } font ? new LetterPrint(words).Print(letters, font, ct) : null;

    public static async Task<bool> CanAsync(CancellationToken ct) => await FontShelf.FindAsync(ct) is not null;
}
