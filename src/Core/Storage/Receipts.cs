namespace Luzhi.Core.Storage;

/// <summary>
/// The platform's later word on what we sent. It may come before our own record of the sending has been committed: then it waits in the
/// inbox, and the door's acknowledgement looks for it there.
/// </summary>
internal static class Receipts
{
    /// <summary>As the inbox keeps it.</summary>
    public static string Line(string? id, string? status) => $"{id} {status}";

    /// <summary>The newest word stands.</summary>
    public const string Note = "UPDATE delivery SET receipt = @status, receipt_at = @now WHERE external_id = @receipt AND contact_id = @contact";

    /// <summary>Of the last subscription notice to the phone that has no word yet.</summary>
    public const string NoteSubscription = """
        UPDATE delivery SET receipt = @status, receipt_at = @now
        WHERE id = (SELECT max(id) FROM delivery WHERE contact_id = @contact AND route = 'subscription' AND receipt IS NULL)
        """;

    /// <summary>For deliveries just written: a receipt that was quicker.</summary>
    public const string Catch = """
        UPDATE delivery SET receipt = substr(i.body, length(delivery.external_id) + 2), receipt_at = i.received_at
        FROM inbox i
        WHERE delivery.id IN @ids AND delivery.external_id IS NOT NULL AND delivery.receipt IS NULL
          AND i.contact_id = delivery.contact_id AND i.kind = 'receipt' AND i.received_at >= @since
          AND i.body LIKE delivery.external_id || ' %'
        """;

    /// <summary>The same for subscription notices: a word that came since the notice was claimed.</summary>
    public const string CatchSubscription = """
        UPDATE delivery SET receipt = substr(i.body, length('subscription') + 2), receipt_at = i.received_at
        FROM inbox i
        WHERE delivery.id IN @ids AND delivery.route = 'subscription' AND delivery.receipt IS NULL
          AND i.contact_id = delivery.contact_id AND i.kind = 'receipt' AND i.received_at >= @since AND i.body LIKE 'subscription %'
        """;
}
