using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Duties.Files;

/// <summary>A duty as its file has it; what each key means stands at <see cref="Files.Duty"/>.</summary>
[Says("一项制度：谁做、什么时候、怎样通知、要答复什么、没有答复找谁")]
public sealed record WrittenDuty
{
    public required YamlPlace At { get; init; }

    [Says("编号：小写字母、数字和减号，不与别的文件重复；台账认它，定了不要再改")]
    public required string Duty { get; init; }

    [Says("名称，委员看得到")]
    public required string Title { get; init; }

    [Says("依据的条款")]
    public string Basis { get; init; } = "";

    [Says("对应的制度编号，如 [C5]")]
    public IReadOnlyList<string> Systems { get; init; } = [];

    [Says("open 公开；internal 聊天里只说有一件事，内容在网页上看；offline 内容不进系统，只记日期和办没办")]
    public Secrecy Secrecy { get; init; }

    [Says("true：放进去就启用；控制台的开关优先")]
    public bool On { get; init; }

    [Says("谁做，写法与发通知相同：全体、党员委员、经济委、专委会:经济委 & !姓名:张建国")]
    public required string Audience { get; init; }

    [Says("person 一人一份（默认）；unit 一个单位、link 一个联系、place 一个场所一份，要用 of 写明哪一种；body 全单位一份")]
    public Per Per { get; init; }

    [Says("哪一种单位（党支部）、联系（党员联系党外委员）或场所（委员之家）")]
    public string? Of { get; init; }

    [Says("由单位、场所或机关里的哪个职务答复，按顺序找；都没有就告诉办公室")]
    public IReadOnlyList<string> Holder { get; init; } = [];

    [Says("什么时候，只写一种")]
    public required WrittenWhen When { get; init; }

    [Says("遇休息日：next 顺延，previous 提前，none 不动（默认）；调休上班的日子算工作日")]
    public Shift Shift { get; init; }

    [Says("提前多久开始，如 P14D；不写，每月、每季等从第一天开始，其他提前一周")]
    public string? Opens { get; init; }

    [Says("截止的时刻，默认 18:00")]
    public TimeOnly? Due { get; init; }

    [Says("要答复什么：不写只是告知；read 已阅；text 一句话；或一份表单的名字")]
    public string? Ask { get; init; }

    [Says("要办的事，一两句话；可以写 {{name}}、{{about}} 等")]
    public string Say { get; init; } = "";

    [Says("通知，一条一项")]
    public IReadOnlyList<WrittenNotice> Notices { get; init; } = [];

    [Says("没有答复时一级一级找谁")]
    public IReadOnlyList<WrittenStep> Ladder { get; init; } = [];

    [Says("每次开一个会")]
    public WrittenMeeting? Meeting { get; init; }

    [Says("轮值：每次几位，轮到最久没轮到的人")]
    public WrittenRota? Rota { get; init; }

    [Says("清单，一项一项打勾")]
    public IReadOnlyList<WrittenItem> Items { get; init; } = [];

    [Between("1", "100")]
    [Says("要有百分之几的人完成；不写是所有人")]
    public int? Coverage { get; init; }

    [Says("把场所平均分给各人")]
    public WrittenShare? Share { get; init; }


    [Says("计什么分，points 规则里的词")]
    public string? Worth { get; init; }

    [Says("谁看得到进度：office、unit、everyone")]
    public IReadOnlyList<Sees>? SeenBy { get; init; }

    [Says("停机错过了怎么办：late 补一次（默认）、skip 不补、merge 合并、ask 问办公室")]
    public CatchUp CatchUp { get; init; }

    [Says("false：中途加入的人不补")]
    public bool Joins { get; init; } = true;
}

/// <summary>Exactly one of: rrule, every, yearly, from with to, before, after, dates, demand.</summary>
[Says("什么时候，只写一种")]
public sealed record WrittenWhen
{
    public required YamlPlace At { get; init; }

    [Says("按规则，如 FREQ=MONTHLY;BYDAY=2FR（每月第二个周五）")]
    public string? Rrule { get; init; }

    /// <summary>The day from which the rule counts.</summary>
    [Says("rrule 从哪一天数起；有 INTERVAL、COUNT 时要写")]
    public DateOnly? Since { get; init; }

    [Says("每月、每季、每半年、每年、每届一次")]
    public Span? Every { get; init; }

    [Between("1", "5")]
    [Says("一届里第几年，只与 every: term 一起用；不写是最后一年")]
    public int? Year { get; init; }

    [Between("1", "12")]
    [Says("其中第几个月；不写是最后一个月")]
    public int? Month { get; init; }

    [Between("-31", "31")]
    [Says("第几天；负数从最后一天倒数，-1 是最后一天（默认）")]
    public int? Day { get; init; }

    [Says("每年的一天：12-20、腊月二十三、春节、春节-7")]
    public string? Yearly { get; init; }

    [Says("每年的一段从哪一天开始，与 to 一起写：元旦、12-20")]
    public string? From { get; init; }

    [Says("到哪一天截止：元宵")]
    public string? To { get; init; }

    [Says("哪类会议之前，用 by 写多久：全会")]
    public string? Before { get; init; }

    [Says("哪类会议之后，用 by 写多久")]
    public string? After { get; init; }

    /// <summary>How long before or after the meeting: P30D.</summary>
    [Says("会前、会后多久，如 P30D；不写是会议开始时")]
    public string? By { get; init; }

    [Says("几个日子，如 [2026-03-10, 2026-09-10]")]
    public IReadOnlyList<DateOnly> Dates { get; init; } = [];

    /// <summary>On demand; it is due so long after the call: P7D.</summary>
    [Says("由办公室发起，发起后多久截止，如 P7D")]
    public string? Demand { get; init; }
}

[Says("一条通知")]
public sealed record WrittenNotice
{
    public required YamlPlace At { get; init; }

    /// <summary>opens, P3D (before the due instant), or +P1D (after it).</summary>
    [Says("opens 开始时（默认）；P3D 截止前三天、PT2H 前两小时；+P1D 截止后一天")]
    public string On { get; init; } = "opens";

    [Says("当天的时刻，如 09:00")]
    public TimeOnly? Time { get; init; }

    [Says("文字；可以写 {{name}}、{{title}}、{{due}}、{{left}}、{{unit}}、{{about}}、{{owed}}、{{said}}、{{link}}")]
    public required string Text { get; init; }
}

[Says("没有答复时的一步")]
public sealed record WrittenStep
{
    public required YamlPlace At { get; init; }

    [Says("P1D 截止前一天；+P1D 截止后一天")]
    public required string On { get; init; }

    [Says("self 本人，liaison 联络员，convenor 召集人，office 办公室的电话单")]
    public required Rung To { get; init; }

    [Says("文字；self 以外还可以写 {{who}}（还没有答复的人）、{{count}}（几位）")]
    public string Text { get; init; } = "";
}
