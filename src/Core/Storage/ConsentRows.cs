namespace Luzhi.Core.Storage;

/// <summary>The statements about consent that a turn, the page and the door share.</summary>
internal static class ConsentRows
{
    /// <summary>The newest word stands.</summary>
    public const string Keep = """
        INSERT INTO subscription_consent (contact_id, template_id, state, at) VALUES (@contact, @template, @state, @now)
        ON CONFLICT (contact_id, template_id) DO UPDATE SET state = excluded.state, at = excluded.at
        """;

    /// <summary>Used up, or gone; unless the follower agreed anew since the notice was claimed: that is another consent.</summary>
    public const string End = """
        UPDATE subscription_consent SET state = @state, at = @now
        WHERE contact_id = @contact AND template_id = @template AND state = 'accepted' AND at <= @claimed
        """;

    public const string Open = "SELECT contact_id, template_id FROM subscription_consent WHERE contact_id IN @contacts AND state = 'accepted'";
}
