using Luzhi.Core.Conversations;
using Luzhi.Core.Meetings;

namespace Luzhi.Core.Tests.Conversations;

public enum Verdict { Right, AskedBack, Wrong }

/// <summary>One line of utterances.tsv: what is said, where the talk stands, and what must come of it.</summary>
public sealed record Utterance(string Sentence, string Situation, string Action)
{
    private static readonly string[] NotPlain = ["ask", "chat", "stay"];

    public bool IsPlain => !NotPlain.Contains(Action);

    public static Utterance Parse(string line) => line.Split('\t') is [var sentence, var situation, var action]
        ? new Utterance(sentence, situation, action)
        : throw new InvalidDataException($"three columns are needed: {line}");

    /// <summary>Says it, and judges what came of it.</summary>
    public (Verdict Verdict, string Was) Play()
    {
        var talk = Situations.Of(Situation);
        var before = talk.Conversation;
        talk.Say(Sentence);
        var was = Outcome.Of(talk, before);
        var changed = talk.Last.Any(c => c is not Change.Offer);
        return Action switch
        {
            "ask" => (changed || before.Form is null && talk.Conversation.Form is not null ? Verdict.Wrong : Asks(talk) ? Verdict.Right : Verdict.Wrong, was),
            "chat" => (changed || talk.Reply is null || talk.Conversation.Form is not null ? Verdict.Wrong : Verdict.Right, was),
            "stay" => (changed || !Outcome.SameAnswers(before, talk.Conversation) ? Verdict.Wrong : Verdict.Right, was),
            _ when Outcome.Matches(Action, talk, before) => (Verdict.Right, was),
            _ when !changed && Outcome.SameAnswers(before, talk.Conversation) => (Verdict.AskedBack, was),
            _ => (Verdict.Wrong, was),
        };
    }

    private static bool Asks(Talk talk) => talk.Conversation.Asking is not null;

    public override string ToString() => $"{Sentence} [{Situation}] {Action}";
}
