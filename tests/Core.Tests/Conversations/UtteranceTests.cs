using Luzhi.Core.Settings;

namespace Luzhi.Core.Tests.Conversations;

/// <summary>Every line of tests/Journeys/utterances.tsv is said to the real dialogue.</summary>
public class UtteranceTests
{
    public static readonly IReadOnlyList<Utterance> All = [.. File.ReadLines(House.Find(AppContext.BaseDirectory, Environment.CurrentDirectory).Path("tests/Journeys/utterances.tsv"))
        .Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(Utterance.Parse)];

    [Fact]
    public void No_sentence_leads_to_a_wrong_action()
    {
        var wrong = All.Select(u => (Said: u, Outcome: u.Play())).Where(p => p.Outcome.Verdict == Verdict.Wrong).Select(p => $"{p.Said} → {p.Outcome.Was}");

        string.Join('\n', wrong).ShouldBe("");
    }

    [Fact]
    public void At_most_one_plain_sentence_in_ten_is_asked_back()
    {
        var plain = All.Where(u => u.IsPlain).Select(u => (Said: u, Outcome: u.Play())).ToList();
        var asked = plain.Where(p => p.Outcome.Verdict == Verdict.AskedBack).Select(p => p.Said.ToString()).ToList();

        asked.Count.ShouldBeLessThanOrEqualTo(plain.Count / 10, string.Join('\n', asked));
    }

    [Fact]
    public void The_list_is_long_and_says_nothing_twice()
    {
        All.Count.ShouldBeGreaterThanOrEqualTo(350);
        All.GroupBy(u => (u.Sentence, u.Situation)).Where(g => g.Count() > 1).Select(g => g.Key.ToString()).ShouldBeEmpty();
    }
}
