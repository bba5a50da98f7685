using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;
using Luzhi.Journeys.Verbs;
using Luzhi.Scheduler;
using Microsoft.Extensions.DependencyInjection;

namespace Luzhi.Journeys;

/// <summary>
/// What is enlisted must have a story that goes through it. A story says so on its line 经过, and the player holds it to that, so here the
/// words are enough.
/// </summary>
public sealed class GoldenTests
{
    private static readonly HashSet<string> Told = [.. Stories.All.SelectMany(story => story.Steps).Where(step => step.Verb.Word == "经过").SelectMany(step => step.Names)];

    [Fact]
    public async Task Every_flow_has_a_story()
    {
        await using var stage = await OpenAsync();
        stage.Services.GetRequiredService<Dialogue>().Flows.Select(flow => $"流程:{flow.Name}").Where(word => !Told.Contains(word)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_job_has_a_story()
    {
        await using var stage = await OpenAsync();
        stage.Services.GetRequiredService<JobList>().Select(job => $"任务:{job.Name}").Where(word => !Told.Contains(word)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_form_has_a_story()
    {
        await using var stage = await OpenAsync();
        stage.Services.GetRequiredService<FormShelf>().All.Select(form => $"表单:{form.Id}").Where(word => !Told.Contains(word)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_outcome_of_a_channel_has_a_story() =>
        typeof(SendOutcome).GetNestedTypes().Select(type => $"结果:{type.Name}").Where(word => !Told.Contains(word)).ShouldBeEmpty();

    [Fact]
    public void Every_verb_of_the_grammar_is_used()
    {
        var used = Stories.All.SelectMany(story => story.Steps).Select(step => step.Verb).ToHashSet();
        Grammar.All.Where(verb => !used.Contains(verb)).Select(verb => verb.Form).ShouldBeEmpty();
    }

    [Fact]
    public void Every_verb_of_the_grammar_is_explained()
    {
        var explained = File.ReadAllText(Path.Combine(Stories.Folder, "README.md")).Replace("\\|", "|", StringComparison.Ordinal);
        Grammar.All.Select(verb => verb.Form).Where(form => !explained.Contains(form, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<Stage> OpenAsync()
    {
        var stage = await Stage.RaiseAsync(Provider.Sqlite);
        await stage.OpenAsync(CancellationToken.None);
        return stage;
    }
}
