using System.Text;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Settings;

/// <summary>What is well written in wechat.yaml but the platform would not take: its limits (wechat.md §8, §9), told before the start instead of by an errcode.</summary>
internal static class AccountChecks
{
    private static readonly string[] FieldKinds =
        ["thing", "time", "date", "phrase", "name", "letter", "number", "character_string", "symbol", "phone_number", "car_number", "amount", "const"];

    public static void Run(WeChatAccount account, List<SettingFault> faults)
    {
        MenuChecks.Run(account.Menu, faults);
        account.Keywords.ToList().ForEach(k => Keyword(k, faults));
        Twice(account.Keywords, faults);
        foreach (var (_, template) in account.Templates)
        {
            Template(template.Id, template.Fields, template.At!, faults, known: false);
        }

        foreach (var (_, subscription) in account.Subscriptions)
        {
            Template(subscription.Id, subscription.Fields, subscription.At!, faults, known: true);
        }

        foreach (var name in account.VerifyFiles.Keys.Where(name => !WeChatAccount.IsVerifyFile(name)))
        {
            faults.Add(new SettingFault(new YamlPlace(SettingsReader.WeChatFile, 0, 0), $"verify_files 里的“{name}”不是公众平台的验证文件名，应为 MP_verify_字母数字.txt"));
        }
    }

    private static void Keyword(KeywordAnswer keyword, List<SettingFault> faults)
    {
        void Refuse(string why) => faults.Add(new SettingFault(keyword.At!, why));
        var ways = new[] { keyword.Answer.Length > 0, keyword.Article is not null, keyword.Handover }.Count(given => given);
        if (ways != 1)
        {
            Refuse("answer（文字）、article（图文）、handover: true（转人工）三者写一个，且只写一个");
        }

        if (keyword.Words.Count == 0 || keyword.Words.Any(string.IsNullOrWhiteSpace))
        {
            Refuse("words 至少写一个词，且不能是空的");
        }

        if (Encoding.UTF8.GetByteCount(keyword.Answer) > 2048)
        {
            Refuse($"answer 太长：平台一条文字最多 2048 字节，现为 {Encoding.UTF8.GetByteCount(keyword.Answer)}");
        }

        foreach (var url in new[] { keyword.Article?.Url, keyword.Article?.Picture }.OfType<string>().Where(u => u.Length > 0 && !MenuChecks.IsLink(u)))
        {
            Refuse($"“{url}”应为以 http:// 或 https:// 开头的地址");
        }
    }

    private static void Twice(IReadOnlyList<KeywordAnswer> keywords, List<SettingFault> faults)
    {
        var twice = keywords.SelectMany(k => k.Words.Distinct().Select(word => (Word: word, k.At))).GroupBy(w => w.Word).Where(same => same.Count() > 1);
        faults.AddRange(twice.Select(same => new SettingFault(same.Last().At!, $"“{same.Key}”在前面已经有回答了")));
    }

    /// <param name="id">The template's id on the platform.</param>
    /// <param name="fields">Its field map.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <param name="known">A subscription's fields all have a kind; old templates also have names of their own making.</param>
    private static void Template(string id, IReadOnlyDictionary<string, DoorbellField> fields, YamlPlace at, List<SettingFault> faults, bool known)
    {
        if (id.Any(char.IsWhiteSpace) || id.Length is 0 or > 128)
        {
            faults.Add(new SettingFault(at, "id 应为公众平台上的模板 ID，中间没有空格"));
        }

        foreach (var (name, source) in fields)
        {
            if (WrongField(name, name.TrimEnd("0123456789".ToCharArray()), source, known) is { } why)
            {
                faults.Add(new SettingFault(at, why));
            }
        }
    }

    private static string? WrongField(string name, string kind, DoorbellField source, bool known) => kind switch
    {
        "time" or "date" when source != DoorbellField.When => $"字段 {name} 是时间，只能填 when",
        "amount" or "const" or "letter" => $"字段 {name} 通知里没有内容可填，请在公众平台换一个模板",
        _ when known && !FieldKinds.Contains(kind) => $"不认识字段“{name}”" + (Nearest.Word(kind, FieldKinds) is { } near ? $"，最接近的是“{near}{name[kind.Length..]}”" : ""),
        _ => null,
    };
}
