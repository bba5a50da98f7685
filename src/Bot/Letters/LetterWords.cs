using Luzhi.Core.Settings;

namespace Luzhi.Bot.Letters;

/// <summary>What an invitation letter says, printed or on a page.</summary>
public sealed class LetterWords(Words words, OrganizationSettings organization, TimeProvider clock, TimeZoneInfo zone)
{
    public string Title => words["letter.title"];

    public string Body => words.Say("letter.body", ("organization", organization.Name));

    public string Help => words["letter.help"];

    public string From => organization.Name;

    public string Today => Day(clock.GetUtcNow());

    public string Dear(Letter letter) => words.Say("letter.dear", ("name", letter.Name));

    public string Scan(Letter letter) => words[letter.Url is null ? "letter.no_scan" : "letter.scan"];

    public string Until(Letter letter) => letter.Until is { } until ? words.Say("letter.until", ("until", Day(until))) : "";

    public string Say(Letter letter) => words.Say(letter.Url is null ? "letter.code" : "letter.code_too");

    public string Code(Letter letter) => words.Say("letter.say", ("code", letter.Code));

    private string Day(DateTimeOffset at)
    {
        var day = TimeZoneInfo.ConvertTime(at, zone);
        return $"{day.Year}年{day.Month}月{day.Day}日";
    }
}
