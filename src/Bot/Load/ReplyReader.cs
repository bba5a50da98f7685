using System.Text;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Load;

/// <summary>What came of one push, as the platform would take it.</summary>
internal abstract record Verdict
{
    private Verdict() { }

    /// <summary>A sealed and signed reply; its words.</summary>
    public sealed record Answered(string Words) : Verdict;

    /// <summary>"success": nothing to say, or the door will say it.</summary>
    public sealed record Silent : Verdict;

    public sealed record Refused(int Status) : Verdict;

    /// <summary>200, and nothing the platform could show: the member would see "该公众号暂时无法提供服务".</summary>
    public sealed record Rubbish : Verdict;

    /// <summary>No answer at all.</summary>
    public sealed record Lost : Verdict;
}

/// <summary>Opens what the server answered, as strictly as the platform: signature first, then the seal.</summary>
internal sealed class ReplyReader(LoadPlan plan)
{
    private readonly Seal seal = new(plan.AesKey, plan.AppId);

    public Verdict Read(HttpAnswer? answer) => answer switch
    {
        null => new Verdict.Lost(),
        { Status: not 200 } => new Verdict.Refused(answer.Status),
        _ when plan.Baseline => new Verdict.Silent(),
        { Body: [] } => new Verdict.Silent(),
        _ => Open(Encoding.UTF8.GetString(answer.Body)),
    };

    private Verdict Open(string body)
    {
        if (body == "success")
        {
            return new Verdict.Silent();
        }

        var closed = Of(body, "Encrypt");
        var signed = closed.Length > 0 && Seal.Sign(plan.Token, Of(body, "TimeStamp"), Of(body, "Nonce"), closed) == Of(body, "MsgSignature");
        return signed && seal.Open(closed) is { } words && Of(words, "MsgType") is { Length: > 0 } type
            ? new Verdict.Answered(type + " " + Of(words, "Content"))
            : new Verdict.Rubbish();
    }

    /// <summary>A value of the flat XML the account answers with. A parser would cost more than all the rest of a push.</summary>
    private static string Of(string xml, string name)
    {
        var from = xml.IndexOf($"<{name}>", StringComparison.Ordinal);
        var to = from < 0 ? -1 : xml.IndexOf($"</{name}>", from, StringComparison.Ordinal);
        if (to < 0)
        {
            return "";
        }

        var value = xml[(from + name.Length + 2)..to];
        return value.StartsWith("<![CDATA[", StringComparison.Ordinal) && value.EndsWith("]]>", StringComparison.Ordinal) ? value[9..^3] : value;
    }
}
