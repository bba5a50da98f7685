using System.Text.RegularExpressions;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Settings;

public sealed partial class WordsTests
{
    [Fact]
    public void Texts_are_found_by_their_path_and_their_places_filled()
    {
        using var folder = new Folder("");
        var words = Words.Load(folder.Write("words.zh-CN.yaml", "binding:\n  done: |-\n    {name}您好\n    绑定成功\n  \"1\": 一\n"));
        words.Say("binding.done", ("name", "张建国")).ShouldBe("张建国您好\n绑定成功");
        words["binding.1"].ShouldBe("一");
        Should.Throw<KeyNotFoundException>(() => words["binding.gone"]);
    }

    [Fact]
    public void A_group_written_twice_or_a_list_is_named_with_its_line()
    {
        using var folder = new Folder("");
        var path = folder.Write("words.zh-CN.yaml", "talk:\n  a: x\nhelp:\n  - x\ntalk:\n  b: y\n");
        Should.Throw<SettingsException>(() => Words.Load(path)).Faults.Select(f => f.ToString()).ShouldBe(["config/words.zh-CN.yaml 第 5 行第 1 列：“talk”写了两次"]);
        folder.Write("words.zh-CN.yaml", "help:\n  - x\n");
        Should.Throw<SettingsException>(() => Words.Load(path)).Faults.ShouldHaveSingleItem().ToString().ShouldBe("config/words.zh-CN.yaml 第 2 行第 3 列：这里应是文字或一组“键: 文字”");
    }

    [Fact]
    public void English_says_everything_that_Chinese_says_with_the_same_places_to_fill()
    {
        var config = House.Find(AppContext.BaseDirectory).Config;
        var (chinese, english) = (Words.Load(Path.Combine(config, "words.zh-CN.yaml")), Words.Load(Path.Combine(config, "words.en.yaml")));

        english.Keys.ShouldBe(chinese.Keys, ignoreOrder: true);
        chinese.Keys.Where(key => !Places(chinese[key]).SetEquals(Places(english[key]))).ShouldBeEmpty("other places to fill");
    }

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
