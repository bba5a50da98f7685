using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>What a tap on a menu button does, in the platform's own words.</summary>
public enum MenuAction { Click, View, Miniprogram, ScancodePush, ScancodeWaitmsg, PicSysphoto, PicPhotoOrAlbum, PicWeixin, LocationSelect }

/// <summary>One button of the account's menu: either it does something, or it opens a list of <see cref="Buttons"/>.</summary>
/// <param name="Name">What stands on it.</param>
/// <param name="Type">Left out: view where there is a url, else click.</param>
/// <param name="Key">What the tap says to us. Left out of a click: its name, so that a button named 我的 is as good as writing 我的.</param>
/// <param name="Url">The page to open; for a mini program, the page for phones too old for it.</param>
/// <param name="Appid">The mini program's.</param>
/// <param name="Pagepath">The page inside the mini program.</param>
/// <param name="Buttons">Up to five buttons below this one.</param>
/// <param name="At">Where in the file.</param>
public sealed record MenuButton(
    string Name, MenuAction? Type = null, string Key = "", string Url = "", string Appid = "", string Pagepath = "", IReadOnlyList<MenuButton>? Buttons = null, YamlPlace? At = null)
{
    public MenuAction Action => Type ?? (Url.Length > 0 ? MenuAction.View : MenuAction.Click);

    public bool IsList => Buttons is { Count: > 0 };

    public string KeyOrName => Key.Length > 0 ? Key : Name;

    /// <summary>The tap opens something without asking us.</summary>
    public bool Leads => Action is MenuAction.View or MenuAction.Miniprogram;
}
