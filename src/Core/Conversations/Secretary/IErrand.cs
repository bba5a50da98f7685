namespace Luzhi.Core.Conversations.Secretary;

/// <summary>A command that changes something: it is read back, and done once it is confirmed by number.</summary>
public interface IErrand
{
    DeskVerb Verb { get; }

    /// <returns>null when it is no command after all.</returns>
    Turn? Begin(Clerk clerk, DeskCommand command);

    /// <summary>The draft once more, as the tables stand now.</summary>
    Turn ReadBack(Clerk clerk, Draft draft);

    Turn Confirmed(Clerk clerk, Draft draft);

    /// <summary>2 修改: asks for what is to be different.</summary>
    Turn Amend(Clerk clerk, Draft draft);

    /// <summary>What was asked for came.</summary>
    Turn Amended(Clerk clerk, Draft draft, string said);
}
