using System.Text;
using Luzhi.Core.PhonePages;

namespace Luzhi.Core.Tests.PhonePages;

public sealed class FileKindTests
{
    [Fact]
    public void A_file_is_what_its_first_bytes_say_whatever_its_name()
    {
        Of([0xFF, 0xD8, 0xFF, 0xE0], "发言.pdf").ShouldBe("image/jpeg");
        Of("%PDF-1.7"u8.ToArray(), "照片.jpg").ShouldBe("application/pdf");
        Of("#!AMR\n"u8.ToArray(), "录音").ShouldBe("audio/amr");
        Of(Zip("[Content_Types].xml", "word/document.xml"), "a.docx").ShouldEndWith("wordprocessingml.document");
        Of(Zip("[Content_Types].xml", "xl/workbook.xml"), "a.xlsx").ShouldEndWith("spreadsheetml.sheet");
    }

    [Fact]
    public void Programs_archives_macros_and_the_unknown_are_not_taken()
    {
        Of("MZ\u0090\0"u8.ToArray(), "照片.jpg").ShouldBeNull();
        Of("<html><script>"u8.ToArray(), "a.png").ShouldBeNull();
        Of(Zip("a.exe"), "a.docx").ShouldBeNull();
        Of(Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "a.docm").ShouldBeNull();
        Of([], "空.jpg").ShouldBeNull();
        Of("<svg xmlns='http://www.w3.org/2000/svg'>"u8.ToArray(), "a.svg").ShouldBeNull();
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("C:\\桌面\\发言稿.docx", "发言稿.pdf")]
    [InlineData("a\"b\r\nX: y.pdf", "abX y.pdf")]
    [InlineData("", "文件.pdf")]
    public void A_name_is_made_safe_and_ends_as_the_file_is(string name, string safe) => FileKind.Of("%PDF-1"u8, name)!.Named(name).ShouldBe(safe);

    private static string? Of(byte[] bytes, string name) => FileKind.Of(bytes, name)?.ContentType;

    private static byte[] Zip(params string[] parts) => [0x50, 0x4B, 3, 4, .. Encoding.ASCII.GetBytes(string.Join('\0', parts))];
}
