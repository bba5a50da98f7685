using QRCoder;

namespace Luzhi.Bot.Letters;

/// <summary>Invitation letters as one PDF, a page a person. One font for all of them: five hundred letters are a few megabytes.</summary>
internal sealed class LetterPrint(LetterWords words)
{
    private const double Left = 85, Text = PdfPage.Wide - (2 * Left), Square = 170;

    public byte[] Print(IReadOnlyList<Letter> letters, OpenTypeFont font, CancellationToken ct)
    {
        using var pdf = new PdfFile();
        var (text, pages) = (new PdfText(font), new List<int>());
        var (tree, type) = (pdf.Reserve(), pdf.Reserve());
        foreach (var letter in letters)
        {
            ct.ThrowIfCancellationRequested();
            var content = pdf.AddStream(Page(letter, text));
            pages.Add(pdf.Add($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PdfPage.Wide} {PdfPage.High}] /Contents {content} 0 R /Resources << /Font << /F {type} 0 R >> >> >>"));
        }

        pdf.Put(tree, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select(p => $"{p} 0 R"))}] >>");
        text.AddTo(pdf, type);
        return pdf.Close(pdf.Add($"<< /Type /Catalog /Pages {tree} 0 R >>"));
    }

    private byte[] Page(Letter letter, PdfText font)
    {
        var page = new PdfPage(font);
        page.Centre(words.Title, 90, 24);
        var top = page.Write(words.Dear(letter), Left, 160, 15, Text);
        top = page.Write(words.Body, Left, top + 8, 14, Text);
        top = page.Write(words.Scan(letter), Left, top + 4, 14, Text) + 12;
        if (letter.Url is not null)
        {
            using var code = QRCodeGenerator.GenerateQrCode(letter.Url, QRCodeGenerator.ECCLevel.M);
            page.Draw(code.ModuleMatrix, (PdfPage.Wide - Square) / 2, top, Square);
            top += Square + 8;
            page.Centre(words.Until(letter), top, 11);
            top += 36;
        }

        top = page.Write(words.Say(letter), Left, top, 14, Text) + 8;
        page.Centre(words.Code(letter), top, 22);
        page.Write(words.Help, Left, top + 56, 14, Text);
        page.Right(words.From, PdfPage.Wide - Left, top + 110, 14);
        page.Right(words.Today, PdfPage.Wide - Left, top + 134, 14);
        return page.Content();
    }
}
