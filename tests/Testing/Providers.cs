using Luzhi.Core.Storage;
using Xunit;

namespace Luzhi.Testing;

/// <summary>Rows for a theory that must hold on every database: <c>[Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]</c>.</summary>
public static class Providers
{
    public static TheoryData<Provider> All => [Provider.Sqlite, Provider.Postgres];
}
