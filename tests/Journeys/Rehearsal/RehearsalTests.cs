using Luzhi.Bot.Rehearsal.Judging;
using Luzhi.Core.Duties.Planning;
using Luzhi.Core.Storage;

namespace Luzhi.Journeys.Rehearsal;

public sealed class RehearsalTests(HostileQuarter quarter) : IClassFixture<HostileQuarter>
{
    private static string Sent(string which) => $"""
        SELECT d.id FROM delivery d JOIN notice n ON n.id = d.notice_id JOIN assignment a ON a.id = d.assignment_id
        WHERE d.outcome = 'sent' AND {which} ORDER BY d.id LIMIT 1
        """;

    [Fact]
    public void Hostile_people_end_a_quarter_without_a_duplicate_or_a_missed_occurrence() => HostileQuarter.Judged(quarter.Evidence).ShouldBeEmpty();

    [Fact]
    public void The_quarter_has_in_it_what_it_is_to_be_judged_by()
    {
        quarter.Evidence.Ledger.Messages.Count(m => m.Outcome == "sent").ShouldBeGreaterThan(100);
        quarter.Evidence.Unfollowed.ShouldNotBeEmpty();
        quarter.Evidence.Ledger.Lines.ShouldContain(l => l.State == Core.Duties.AssignmentState.Overdue);
        quarter.Evidence.Ledger.Lines.ShouldContain(l => l.Invitation == Core.Meetings.InvitationState.Leave);
    }

    [Fact]
    public async Task One_seed_gives_the_same_bytes_and_another_one_another_year()
    {
        var order = Rehearsals.Order("personas.hostile.yaml", seed: 5, to: "2027-01-31");
        var first = (await Rehearsals.RunAsync(order)).Bytes();

        (await Rehearsals.RunAsync(order)).Bytes().ShouldBe(first);
        (await Rehearsals.RunAsync(order with { Seed = 6 })).Bytes().ShouldNotBe(first);
    }

    [Theory]
    [InlineData("doubled", "occurrence", "ix_occurrence_duty_key_period", "duty_key = 'meeting'")]
    public async Task What_stands_twice_in_the_ledger_is_found(string check, string table, string index, string which) =>
        Found(await quarter.WithAsync(Planting.Twice(table, index, which)), check);

    [Fact]
    public async Task A_line_that_stands_twice_is_found()
    {
        var index = "ix_assignment_occurrence_id_person_id_about";
        Found(await quarter.WithAsync(Planting.Twice("assignment", index, "state = 'answered'")), "doubled");
    }

    [Fact]
    public async Task A_message_that_went_twice_is_found_in_the_ledger_and_by_the_phones()
    {
        var failures = await quarter.WithAsync($"""
            CREATE TEMP TABLE twin AS SELECT * FROM delivery WHERE id = ({Sent("true")});
            UPDATE twin SET id = id + 1000000;
            INSERT INTO delivery SELECT * FROM twin;
            """);
        Found(failures, "doubled");
        Found(failures, "phones");
    }

    [Fact]
    public async Task A_notice_that_did_not_ring_is_found() =>
        Found(await quarter.WithAsync("UPDATE notice SET state = 'due' WHERE id = (SELECT min(id) FROM notice WHERE state = 'rung')"), "missed");

    [Fact]
    public async Task Somebody_whom_a_notice_left_out_is_found() =>
        Found(await quarter.WithAsync($"DELETE FROM delivery WHERE id = ({Sent("n.whom = 'everyone' AND n.assignment_id IS NULL")})"), "missed");

    [Fact]
    public async Task Somebody_who_was_not_invited_is_found() =>
        Found(await quarter.WithAsync("DELETE FROM assignment WHERE id = (SELECT min(assignment_id) FROM invitation)"), "missed");

    [Fact]
    public void A_planned_occurrence_that_is_not_there_is_found() =>
        Found(HostileQuarter.Judged(quarter.Evidence with { Planned = [.. quarter.Evidence.Planned, Planned] }), "missed");

    [Fact]
    public async Task An_occurrence_that_nobody_planned_is_found()
    {
        var year = quarter.Evidence with { Planned = [Planned], DutyKeys = new HashSet<string> { "micro-lecture" } };
        var failures = await quarter.WithAsync("UPDATE occurrence SET duty_key = 'micro-lecture' WHERE id = (SELECT min(id) FROM occurrence WHERE duty_key = 'broadcast')", year);
        Found(failures, "doubled");
    }

    [Fact]
    public async Task A_chase_after_an_answer_is_found() => Found(
        await quarter.WithAsync($"""
            UPDATE invitation SET state = 'attending' WHERE assignment_id = (SELECT assignment_id FROM delivery WHERE id = ({Sent("n.whom IN ('unanswered', 'unsettled')")}));
            UPDATE assignment SET state = 'answered', answered_at = 1 WHERE id = (SELECT assignment_id FROM delivery WHERE id = ({Sent("n.whom IN ('unanswered', 'unsettled')")}));
            """), "after_answer");

    /// <summary>A reminder a day before its meeting, as if it had been due and gone at three in the morning.</summary>
    [Fact]
    public async Task A_scheduled_notice_in_the_night_is_found() => Found(
        await quarter.WithAsync("""
            CREATE TEMP TABLE one AS SELECT n.id AS notice, (n.due_at / 86400000000) * 86400000000 + 68400000000 AS night
            FROM delivery d JOIN notice n ON n.id = d.notice_id WHERE d.outcome = 'sent' AND d.route <> 'passive' AND n.unique_key LIKE 'reminder:P1D%' LIMIT 1;
            UPDATE notice SET due_at = (SELECT night FROM one) - 86400000000 WHERE id = (SELECT notice FROM one);
            UPDATE delivery SET at = (SELECT night FROM one) - 86400000000 WHERE notice_id = (SELECT notice FROM one);
            """), "quiet");

    [Fact]
    public async Task A_message_to_somebody_off_the_roster_is_found() =>
        Found(await quarter.WithAsync($"UPDATE person SET removed_at = 1 WHERE id = (SELECT person_id FROM delivery WHERE id = ({Sent("true")}))"), "to_gone");

    [Fact]
    public void A_message_to_somebody_who_unsubscribed_is_found()
    {
        var (message, _) = quarter.Evidence.Sent().First();
        var absence = new Absence(message.PersonId!.Value, message.At.AddMinutes(-1), null);
        Found(HostileQuarter.Judged(quarter.Evidence with { Unfollowed = [absence] }), "to_gone");
    }

    [Fact]
    public async Task A_line_without_an_end_is_found() =>
        Found(await quarter.WithAsync("UPDATE assignment SET state = 'notified' WHERE id = (SELECT min(id) FROM assignment WHERE state = 'overdue')"), "endless");

    [Fact]
    public async Task What_waits_at_the_door_for_ever_is_found() => Found(
        await quarter.WithAsync("""
            INSERT INTO outbox (unique_key, lane, created_at, not_before, state, attempts, unknowns) VALUES ('n1:p1:planted', 1, 1, 1, 'ready', 0, 0)
            """), "endless");

    [Fact]
    public void What_the_house_calls_an_error_is_one() =>
        Found(HostileQuarter.Judged(quarter.Evidence with { Alarms = ["job ring-bell failed"] }), "alarm");

    private static PlannedOccurrence Planned { get; } = new(
        "micro-lecture", "2027-02b", "微党课", new DateTimeOffset(2027, 2, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 2, 25, 7, 0, 0, TimeSpan.Zero), []);

    private static void Found(IReadOnlyList<Failure> failures, string check) => failures.Select(f => f.Check).ShouldContain(check);
}
