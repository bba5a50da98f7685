using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Luzhi.Core.Storage;

/// <summary>Tables and columns are the words of the house in snake_case; enums are their words; instants are the provider's own.</summary>
internal static class Naming
{
    public static void Apply(ModelBuilder model, bool sqlite)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(Table(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                Convert(property, sqlite);
            }
        }
    }

    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0)
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }

    private static string Table(string type) => type switch
    {
        "ConversationRow" => "conversation",
        "InboxRow" => "inbox",
        "OutboxRow" => "outbox",
        _ => Snake(type),
    };

    private static void Convert(IMutableProperty property, bool sqlite)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (type == typeof(DateTimeOffset))
        {
            property.SetValueConverter(sqlite ? new ToMicroseconds() : new ToUtc());
        }
        else if (type.IsEnum && property.GetProviderClrType() != typeof(int))
        {
            property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(ToWord<>).MakeGenericType(type))!);
        }
    }

    private sealed class ToMicroseconds() : ValueConverter<DateTimeOffset, long>(
        at => Instants.ToMicroseconds(at), micros => Instants.FromMicroseconds(micros));

    /// <summary>Npgsql takes only offset zero for timestamptz.</summary>
    private sealed class ToUtc() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => at.ToUniversalTime(), at => at);

    private sealed class ToWord<T>() : ValueConverter<T, string>(
        value => Snake(value.ToString()), word => Enum.Parse<T>(word.Replace("_", ""), true)) where T : struct, Enum;
}

/// <summary>Instants as SQLite keeps them: whole microseconds since 1970, UTC.</summary>
public static class Instants
{
    public static long ToMicroseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
