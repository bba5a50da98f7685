namespace Luzhi.Core.Meetings;

/// <summary>What a member wants to know about a meeting, or remarks to their answer: it waits for the office.</summary>
public sealed class Question
{
    public long Id { get; set; }
    public long AssignmentId { get; set; }

    /// <summary>The duty of the secretaries who were told in the chat; null where none has a phone.</summary>
    public long? OccurrenceId { get; set; }
    public required string Text { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Answered, or seen and in need of no answer.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>One answer to a question. A second one corrects the first and does not replace it.</summary>
public sealed class QuestionAnswer
{
    public long Id { get; set; }
    public long QuestionId { get; set; }
    public required string Text { get; set; }
    public required string AnsweredBy { get; set; }
    public DateTimeOffset AnsweredAt { get; set; }
}
