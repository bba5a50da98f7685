using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Settings;

public sealed class ShelfTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("shelf").FullName;
    private readonly Shelf<Paper> shelf = new([]);

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_edit_is_in_force_and_what_was_begun_before_goes_on_by_its_own_version()
    {
        Write("one.yaml", "id: visit\nsays: 旧");
        shelf.Begun(Folder.Read());
        var begun = shelf.Find("visit")!.Version;

        Write("one.yaml", "id: visit\nsays: 新");
        var news = shelf.Take(Folder.Read());

        news.Changed.ShouldHaveSingleItem().Says.ShouldBe("新");
        shelf.Find("visit")!.Says.ShouldBe("新");
        shelf.Find("visit", begun)!.Says.ShouldBe("旧");
        shelf.Find("visit", "nobody has it")!.Says.ShouldBe("新");
    }

    [Fact]
    public void A_broken_file_is_refused_with_its_line_and_the_others_are_taken_in()
    {
        Write("one.yaml", "id: visit\nsays: 旧");
        Write("two.yaml", "id: report\nsays: 旧");
        shelf.Begun(Folder.Read());

        Write("one.yaml", "id: visit\nsay: 新");
        Write("two.yaml", "id: report\nsays: 新");
        var news = shelf.Take(Folder.Read());

        news.Faults.ShouldAllBe(f => f.At.File == "papers/one.yaml");
        news.Faults[0].ToString().ShouldContain("papers/one.yaml 第 2 行");
        news.Faults[0].Message.ShouldContain("says");
        shelf.All.Select(p => (p.Id, p.Says)).ShouldBe([("report", "新"), ("visit", "旧")], ignoreOrder: true);
    }

    [Fact]
    public void Of_two_files_with_one_name_the_one_that_had_it_keeps_it()
    {
        Write("b.yaml", "id: visit\nsays: 原来的");
        shelf.Begun(Folder.Read());

        Write("a.yaml", "id: visit\nsays: 另一份");
        shelf.Take(Folder.Read()).Faults.ShouldHaveSingleItem().ToString().ShouldContain("papers/a.yaml");
        shelf.Find("visit")!.Says.ShouldBe("原来的");

        System.IO.File.Delete(Path.Combine(folder, "b.yaml"));
        shelf.Take(Folder.Read()).Faults.ShouldBeEmpty();
        shelf.Find("visit")!.Says.ShouldBe("另一份");
    }

    [Fact]
    public void A_file_that_is_gone_is_no_longer_in_force_but_what_was_begun_by_it_goes_on()
    {
        Write("one.yaml", "id: visit\nsays: 旧");
        shelf.Begun(Folder.Read());
        var begun = shelf.Find("visit")!;

        System.IO.File.Delete(Path.Combine(folder, "one.yaml"));
        shelf.Take(Folder.Read()).Gone.ShouldBe([begun]);

        shelf.Find("visit").ShouldBeNull();
        shelf.Find("visit", begun.Version).ShouldBe(begun);
    }

    [Fact]
    public void The_first_reading_must_be_sound_in_every_file()
    {
        Write("one.yaml", "id: visit");
        Write("two.yaml", "id: visit\nsays: 一\nmore: 二");

        Should.Throw<SettingsException>(() => shelf.Begun(Folder.Read())).Faults.Select(f => f.At.File).ShouldBe(["papers/one.yaml", "papers/two.yaml"]);
    }

    [Fact]
    public void Line_ends_make_no_new_version() => Writing.Version("a\r\nb\n").ShouldBe(Writing.Version("a\nb\n"));

    [Fact]
    public void What_an_editor_leaves_beside_a_file_is_not_read()
    {
        Write("one.yaml", "id: visit\nsays: 旧");
        Write(".#one.yaml", "half");
        Write("#one.yaml", "half");

        Folder.Read().Faults.ShouldBeEmpty();
    }

    private ShelfFolder<Paper> Folder => new(folder, "papers", Read);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    private static Paper? Read(string text, string file, ICollection<SettingFault> faults) =>
        StrictYaml.ReadText<WrittenPaper>(text, faults, file) is { } written ? new Paper(written.Id, written.Says, Writing.Version(text), text) : null;

    private sealed record Paper(string Id, string Says, string Version, string Written) : IShelved;

    public sealed record WrittenPaper
    {
        public required string Id { get; init; }
        public required string Says { get; init; }
    }
}
