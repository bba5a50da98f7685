namespace Luzhi.Core.Conversations.Language;

/// <summary>Words that only keep the talk pleasant: 谢谢, 收到, 好的, 你好.</summary>
public static class Courtesy
{
    /// <summary>Nothing but courtesy: no answer to anything that was asked.</summary>
    public static bool Only(string plain) => plain.Length > 0 && (IsGreeting(plain) || AnswerWords.Hear(plain) is { Stance: Stance.Heard or Stance.Thanks, Pure: true });

    /// <summary>同意, 没意见: short as courtesy, but the answer to somebody who asked for an opinion.</summary>
    public static bool IsOpinion(string plain) => new[] { "同意", "意见", "异议", "赞成", "支持", "可以", "是的", "反对" }.Any(w => plain.Contains(w, StringComparison.Ordinal));

    /// <summary>Asked to pass the time, or of the machine itself: no question for an office.</summary>
    public static bool IsSmallTalk(string plain) =>
        new[] { "天气", "机器人", "人工客服", "转人工", "星期几", "股票", "笑话", "彩票", "你叫什么", "你是谁", "你是人" }.Any(w => plain.Contains(w, StringComparison.Ordinal));

    public static bool IsGreeting(string plain) =>
        plain.Trim('.', '!', ',', '~', '?') is "你好" or "您好" or "你好啊" or "您好啊" or "在吗" or "在么" or "在不在" or "早上好" or "上午好" or "中午好" or "下午好" or "晚上好"
            or "早" or "早安" or "晚安" or "大家好" or "hi" or "hello" or "嗨" or "哈喽" or "新年好" or "过年好" or "节日快乐" or "新年快乐" or "春节快乐" or "有人吗" or "再见" or "拜拜" or "领导好" or "老师好";
}
