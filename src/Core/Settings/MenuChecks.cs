using System.Text;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>The platform's limits of a menu: 3 buttons, 5 below each, names and keys in bytes of UTF-8 (a Chinese character has three).</summary>
internal static class MenuChecks
{
    private const int Top = 3;
    private const int Below = 5;
    private const int TopNameBytes = 16;
    private const int BelowNameBytes = 60;
    private const int KeyBytes = 128;
    private const int UrlBytes = 1024;

    public static void Run(IReadOnlyList<MenuButton> menu, List<SettingFault> faults)
    {
        if (menu.Count > Top)
        {
            faults.Add(new SettingFault(menu[Top].At!, $"菜单最多 {Top} 个按钮，这是第 {Top + 1} 个"));
        }

        foreach (var button in menu)
        {
            Named(button, TopNameBytes, faults);
            if (button.IsList)
            {
                List(button, faults);
            }
            else
            {
                Acting(button, faults);
            }
        }
    }

    public static bool IsLink(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !url.Any(char.IsWhiteSpace);

    private static void List(MenuButton button, List<SettingFault> faults)
    {
        void Refuse(YamlPlace? at, string why) => faults.Add(new SettingFault(at!, why));
        if (button.Type is not null || button.Key.Length + button.Url.Length + button.Appid.Length + button.Pagepath.Length > 0)
        {
            Refuse(button.At, $"“{button.Name}”下面有子菜单，自己就不能再写 type、key、url");
        }

        if (button.Buttons!.Count > Below)
        {
            Refuse(button.Buttons[Below].At, $"“{button.Name}”最多 {Below} 个子菜单，这是第 {Below + 1} 个");
        }

        foreach (var inner in button.Buttons)
        {
            Named(inner, BelowNameBytes, faults);
            if (inner.IsList)
            {
                Refuse(inner.At, $"子菜单“{inner.Name}”下面不能再有子菜单");
            }
            else
            {
                Acting(inner, faults);
            }
        }
    }

    private static void Named(MenuButton button, int most, List<SettingFault> faults)
    {
        if (Bytes(button.Name) is var size && (size > most || string.IsNullOrWhiteSpace(button.Name)))
        {
            faults.Add(new SettingFault(button.At!, $"按钮名称“{button.Name}”应为 1 到 {most} 字节（一个汉字 3 字节，最多 {most / 3} 个汉字），现为 {size} 字节"));
        }
    }

    private static void Acting(MenuButton button, List<SettingFault> faults)
    {
        void Refuse(string why) => faults.Add(new SettingFault(button.At!, $"按钮“{button.Name}”：{why}"));
        if (button.Leads && !IsLink(button.Url))
        {
            Refuse("url 应为以 http:// 或 https:// 开头的地址");
        }

        if (!button.Leads && button.Url.Length > 0)
        {
            Refuse("写了 url，type 就应为 view");
        }

        if (Bytes(button.Url) > UrlBytes)
        {
            Refuse($"url 最多 {UrlBytes} 字节，现为 {Bytes(button.Url)} 字节");
        }

        if (Bytes(button.Key) > KeyBytes)
        {
            Refuse($"key 最多 {KeyBytes} 字节，现为 {Bytes(button.Key)} 字节");
        }

        if (button.Action == MenuAction.Miniprogram && (button.Appid.Length == 0 || button.Pagepath.Length == 0))
        {
            Refuse("小程序要写 appid、pagepath 和 url（旧版微信打开的网页）");
        }
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
