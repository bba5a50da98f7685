using Luzhi.Core.Messages;

namespace Luzhi.Core.Storage;

/// <summary>What a channel kept to speak to an address again. The ledger writes it with the turn that heard the address.</summary>
public sealed class ReferenceBook(Database database)
{
    public async Task<string?> FindAsync(Address address, CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.FirstAsync<string>(Find, address, ct);
    }

    private const string Find = """
        SELECT r.reference FROM contact c JOIN conversation_reference r ON r.contact_id = c.id
        WHERE c.channel = @Channel AND c.account = @Account AND c.external_id = @ExternalId
        """;
}
