using Luzhi.Core.Settings.Yaml;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>A form as its file has it.</summary>
[Says("一份表单：在聊天里一题一题问，也可以在网页上填")]
public sealed record WrittenForm
{
    public required YamlPlace At { get; init; }

    [Says("名字，用字母、数字和减号；群发、制度和接口都用它指这份表单，定了不要再改")]
    public required string Form { get; init; }

    [Says("标题，委员看得到")]
    public required string Title { get; init; }

    [Says("委员发这些词就开始填，如 [汇报]；不写就只能由群发、会议或制度发起")]
    public IReadOnlyList<string> Starts { get; init; } = [];

    [Says("true：委员直接写一句“昨天去……走访了……”也开始填。最多一份表单这样写")]
    public bool BySentence { get; init; }

    [Says("问题，按问的先后，1 到 40 个")]
    public required IReadOnlyList<WrittenQuestion> Questions { get; init; }
}

/// <summary>A question as the file has it; what each key means stands at <see cref="Question"/>.</summary>
[Says("一个问题")]
public sealed record WrittenQuestion
{
    public required YamlKeys Keys { get; init; }

    [Says("这一题的名字，一份表单里不能重复；when 用它指前面的题")]
    public required string Key { get; init; }

    [Says("题型：text 文字、choice 单选、many 多选、number 数、date 日期、time 时刻、place 地点、photo 照片、file 文件、person 委员、unit 单位、rating 评分、signature 签名")]
    public required QuestionType Type { get; init; }

    [Says("核对时的名称，如：时间、地点")]
    public required string Label { get; init; }

    [Says("怎么问，委员看到的就是这一句")]
    public required string Ask { get; init; }

    [Says("问题下面的一行提示，如怎么写、举个例子")]
    public string Help { get; init; } = "";

    /// <summary>Each a word, or a name with the other words used for it; read later because a list of both is no YAML type.</summary>
    [LooksLike(typeof(string), typeof(Option)), Says("选项，2 到 30 项；每项一个词，或 name 加 also（委员可能用的别的说法）")]
    public YamlList? Options { get; init; }

    [LooksLike(typeof(string)), Says("什么时候才问，如：kind = 走访、调研；count > 3；photo = 无；几个条件用 and 或 or 连接")]
    public YamlNode? When { get; init; }

    [Says("true：可以不填，回复“无”或“跳过”")]
    public bool Optional { get; init; }

    [Says("true：不问，委员发来就收下，如照片；必须同时 optional: true")]
    public bool Silent { get; init; }

    [LooksLike(typeof(string), typeof(int)), Says("最小：number、rating 写数；date 写 today、today-30 或 2026-07-01；time 写 08:00")]
    public YamlNode? Min { get; init; }

    [LooksLike(typeof(string), typeof(int)), Says("最大，写法同 min")]
    public YamlNode? Max { get; init; }

    [Says("字数，用于 text、place，如 4..1000")]
    public Bounds? Length { get; init; }

    [Says("几个，用于 many、photo、file，如 1..3")]
    public Bounds? Count { get; init; }

    [Says("number 的量词，最要紧的在前，如 [户, 人]")]
    public IReadOnlyList<string> Measures { get; init; } = [];

    [Says("true：第一句话里已经说了，就不再问，用于 text")]
    public bool FirstSentence { get; init; }
}
