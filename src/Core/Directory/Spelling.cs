using System.Text;

namespace Luzhi.Core.Directory;

/// <summary>One spelling for what people write in several: full-width letters, digits and signs, spaces that only align a column.</summary>
public static class Spelling
{
    /// <summary>Full-width forms made half-width, spaces at the ends gone, runs of spaces made one.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var half = Half(letter);
            if (half != ' ' || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(half);
            }
        }

        return plain.ToString().TrimEnd(' ');
    }

    /// <summary>As written, but with the spaces in order: what we keep and show of a name that <see cref="Plain"/> compares.</summary>
    public static string Tidy(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A person's name: 张　伟 is 张伟 padded to three letters, and the dot of 阿依古丽·买买提 has many shapes.</summary>
    public static string Name(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var letter in Plain(text))
        {
            name.Append(letter is '•' or '・' or '‧' or '．' or '∙' ? '·' : letter);
        }

        for (var i = name.Length - 2; i > 0; i--)
        {
            if (name[i] == ' ' && !char.IsAsciiLetter(name[i - 1]) && !char.IsAsciiLetter(name[i + 1]))
            {
                name.Remove(i, 1);
            }
        }

        return name.ToString();
    }

    /// <summary>Digits of any width as ASCII digits; other letters as they are.</summary>
    public static char Half(char letter) => letter switch
    {
        >= '！' and <= '～' => (char)(letter - 0xFEE0),
        _ when char.IsWhiteSpace(letter) => ' ',
        _ => letter,
    };
}
