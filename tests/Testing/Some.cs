using Luzhi.Core.Directory;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Storage;

namespace Luzhi.Testing;

/// <summary>Named people and plain things for tests. What a test cares about it says; the rest is here.</summary>
public static class Some
{
    private static int pushes;

    /// <summary>Monday, 23 November 2026, nine in the morning in China.</summary>
    public static DateTimeOffset Monday { get; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8));

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static Address Address(string name) => new("wechat", "wx_test", "o_" + name);

    public static Inbound Text(string name, string words, DateTimeOffset? at = null) => new()
    {
        From = Address(name),
        Key = $"test:{Interlocked.Increment(ref pushes)}",
        Kind = InboundKind.Text,
        Text = words,
        SentAt = at ?? Monday,
        RawType = "text",
    };

    public static Body Body(string name = "东湖区政协") => new() { Name = name };

    public static Person Person(string name = "张建国", long bodyId = 1) => new() { BodyId = bodyId, Name = name, CreatedAt = Monday };

    public static Meeting Meeting(string title = "主席会议", DateTimeOffset? startsAt = null) => new()
    {
        BodyId = 1,
        Title = title,
        StartsAt = startsAt ?? Monday.AddDays(2),
        Place = "三楼会议室",
        Audience = "全体",
        Reminders = "P1D PT2H",
        CreatedBy = "秘书",
        CreatedAt = Monday,
    };

    /// <summary>The body, once: the first row that everything belongs to.</summary>
    public static async Task<Body> BodyAsync(Database database, string name = "东湖区政协")
    {
        await using var db = database.Open();
        var body = db.Bodies.FirstOrDefault(b => b.Name == name) ?? db.Bodies.Add(Body(name)).Entity;
        await db.SaveChangesAsync();
        return body;
    }

    /// <summary>A member (职务 委员) whom nobody can reach yet.</summary>
    public static async Task<Person> MemberAsync(Database database, string name = "张建国", string? phone = null)
    {
        var body = await BodyAsync(database);
        await using var db = database.Open();
        var person = db.People.Add(Person(name, body.Id)).Entity;
        person.Phone = phone;
        await db.SaveChangesAsync();
        db.Roles.Add(new RoleHeld { PersonId = person.Id, Name = "委员" });
        await db.SaveChangesAsync();
        return person;
    }

    /// <summary>A member who follows the account and is bound; no window is open.</summary>
    public static async Task<(Person Person, Contact Contact)> BoundMemberAsync(Database database, string name = "张建国")
    {
        var person = await MemberAsync(database, name);
        var contact = await FollowerAsync(database, name, person.Id);
        return (person, contact);
    }

    /// <summary>Somebody who follows the account; without a person one of the public.</summary>
    public static async Task<Contact> FollowerAsync(Database database, string name, long? personId = null)
    {
        var (channel, account, externalId) = Address(name);
        await using var db = database.Open();
        var contact = db.Contacts.Add(new Contact
        {
            Channel = channel,
            Account = account,
            ExternalId = externalId,
            PersonId = personId,
            BoundAt = personId is null ? null : Monday,
            Followed = true,
        }).Entity;
        await db.SaveChangesAsync();
        return contact;
    }
}
