using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Tests.Conversations;

public sealed class FormReaderTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("forms").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_misspelt_key_stops_the_start_with_its_line_and_the_nearest_word()
    {
        var fault = FaultOf("""
            form: report
            title: 汇报
            questions:
              - key: place
                type: place
                labl: 地点
                label: 地点
                ask: 哪里？
            """);

        fault.ToString().ShouldContain("forms/one.yaml 第 6 行");
        fault.Message.ShouldContain("label");
    }

    [Fact]
    public void A_misspelt_type_names_the_nearest() => FaultOf("""
        form: report
        title: 汇报
        questions:
          - key: place
            type: plase
            label: 地点
            ask: 哪里？
        """).Message.ShouldContain("place");

    [Fact]
    public void A_condition_on_an_option_that_is_not_there_names_the_nearest() => FaultOf("""
        form: report
        title: 汇报
        questions:
          - { key: kind, type: choice, label: 活动, ask: 哪一类？, options: [走访慰问, 调研] }
          - { key: place, type: place, label: 地点, ask: 哪里？, when: kind = 走访 }
        """).Message.ShouldContain("走访慰问");

    [Fact]
    public void A_choice_without_options_is_refused() => FaultOf("""
        form: report
        title: 汇报
        questions:
          - { key: kind, type: choice, label: 活动, ask: 哪一类？ }
        """).Message.ShouldContain("options");

    [Fact]
    public void The_forms_of_this_house_are_sound() => Talk.Forms.Find("report")!.StartsWith.ShouldContain("汇报");

    private SettingFault FaultOf(string yaml)
    {
        File.WriteAllText(Path.Combine(folder, "one.yaml"), yaml);
        return Should.Throw<SettingsException>(() => FormReader.ReadAll(folder)).Faults[0];
    }
}
