using Luzhi.Core.Conversations;
using Luzhi.Core.Directory;
using Luzhi.Core.Duties;
using Luzhi.Core.Meetings;
using Luzhi.Core.Messages;
using Luzhi.Core.Office;
using Microsoft.EntityFrameworkCore;

namespace Luzhi.Core.Storage;

/// <summary>The model for ordinary queries. The tables are made by the numbered SQL; a test holds the two together.</summary>
public sealed class LuzhiDb(DbContextOptions<LuzhiDb> options) : DbContext(options)
{
    public DbSet<Body> Bodies => Set<Body>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Unit> Units => Set<Unit>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<RoleHeld> Roles => Set<RoleHeld>();
    public DbSet<Link> Links => Set<Link>();
    public DbSet<BindingCode> BindingCodes => Set<BindingCode>();
    public DbSet<Contact> Contacts => Set<Contact>();
    public DbSet<ReachWindow> Windows => Set<ReachWindow>();
    public DbSet<SubscriptionConsent> Consents => Set<SubscriptionConsent>();
    public DbSet<ConversationReference> References => Set<ConversationReference>();
    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();
    public DbSet<InboxRow> Inbox => Set<InboxRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<Occurrence> Occurrences => Set<Occurrence>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<Broadcast> Broadcasts => Set<Broadcast>();
    public DbSet<Study> Studies => Set<Study>();
    public DbSet<NoteConsent> NoteConsents => Set<NoteConsent>();
    public DbSet<Meeting> Meetings => Set<Meeting>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Attendance> Attendances => Set<Attendance>();
    public DbSet<DoorCode> DoorCodes => Set<DoorCode>();
    public DbSet<Staff> Staff => Set<Staff>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<RememberedAnswer> RememberedAnswers => Set<RememberedAnswer>();
    public DbSet<AuditLine> Audit => Set<AuditLine>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<JobRun> JobRuns => Set<JobRun>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<SimulatorRecord> SimulatorRecords => Set<SimulatorRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Unit>().HasIndex(u => new { u.BodyId, u.Kind, u.Name });
        modelBuilder.Entity<Membership>().HasIndex(m => m.PersonId);
        modelBuilder.Entity<Membership>().HasIndex(m => m.UnitId);
        modelBuilder.Entity<RoleHeld>().HasIndex(r => r.PersonId);
        modelBuilder.Entity<Person>().HasIndex(p => new { p.BodyId, p.Name });
        modelBuilder.Entity<Link>().HasIndex(l => new { l.FromKind, l.FromId });
        modelBuilder.Entity<Link>().HasIndex(l => new { l.ToKind, l.ToId });
        modelBuilder.Entity<BindingCode>().HasKey(c => c.Code);
        modelBuilder.Entity<BindingCode>().HasIndex(c => c.PersonId);
        modelBuilder.Entity<Contact>().HasIndex(c => new { c.Channel, c.Account, c.ExternalId }).IsUnique();
        modelBuilder.Entity<Contact>().HasIndex(c => c.PersonId);
        modelBuilder.Entity<Contact>().Ignore(c => c.Address);
        modelBuilder.Entity<ReachWindow>().HasKey(w => new { w.ContactId, w.Kind });
        modelBuilder.Entity<SubscriptionConsent>().HasKey(c => new { c.ContactId, c.TemplateId });
        modelBuilder.Entity<ConversationReference>().HasKey(r => r.ContactId);
        modelBuilder.Entity<ConversationReference>().Property(r => r.ContactId).ValueGeneratedNever();
        modelBuilder.Entity<ConversationRow>().HasKey(c => c.Owner);
        modelBuilder.Entity<InboxRow>().HasIndex(i => i.DuplicateKey).IsUnique();
        modelBuilder.Entity<InboxRow>().HasIndex(i => new { i.ContactId, i.ReceivedAt });
        modelBuilder.Entity<OutboxRow>().HasIndex(o => o.UniqueKey).IsUnique();
        modelBuilder.Entity<OutboxRow>().HasIndex(o => new { o.State, o.Lane, o.NotBefore });
        modelBuilder.Entity<OutboxRow>().HasIndex(o => o.PersonId);
        modelBuilder.Entity<OutboxRow>().HasIndex(o => o.NoticeId);
        modelBuilder.Entity<OutboxRow>().Property(o => o.Lane).HasConversion<int>();
        modelBuilder.Entity<Delivery>().HasIndex(d => new { d.PersonId, d.At });
        modelBuilder.Entity<Delivery>().HasIndex(d => d.NoticeId);
        modelBuilder.Entity<Delivery>().HasIndex(d => d.At);
        modelBuilder.Entity<Delivery>().HasIndex(d => d.ExternalId);
        modelBuilder.Entity<Delivery>().Property(d => d.Lane).HasConversion<int>();
        modelBuilder.Entity<Occurrence>().HasIndex(o => new { o.DutyKey, o.Period }).IsUnique();
        modelBuilder.Entity<Assignment>().HasIndex(a => new { a.OccurrenceId, a.PersonId }).IsUnique();
        modelBuilder.Entity<Assignment>().HasIndex(a => new { a.PersonId, a.State });
        modelBuilder.Entity<Notice>().HasIndex(n => new { n.OccurrenceId, n.UniqueKey }).IsUnique();
        modelBuilder.Entity<Notice>().HasIndex(n => new { n.State, n.DueAt });
        modelBuilder.Entity<Submission>().HasIndex(s => new { s.PersonId, s.At });
        modelBuilder.Entity<Submission>().HasIndex(s => new { s.Form, s.At });
        modelBuilder.Entity<Invitation>().HasKey(i => i.AssignmentId);
        modelBuilder.Entity<Invitation>().Property(i => i.AssignmentId).ValueGeneratedNever();
        modelBuilder.Entity<Invitation>().HasIndex(i => new { i.MeetingId, i.PersonId }).IsUnique();
        modelBuilder.Entity<Invitation>().HasIndex(i => i.PersonId);
        modelBuilder.Entity<Attendance>().HasKey(a => a.AssignmentId);
        modelBuilder.Entity<Attendance>().Property(a => a.AssignmentId).ValueGeneratedNever();
        modelBuilder.Entity<Attendance>().HasIndex(a => new { a.MeetingId, a.PersonId }).IsUnique();
        modelBuilder.Entity<Attendance>().HasIndex(a => a.PersonId);
        modelBuilder.Entity<DoorCode>().HasKey(c => c.Code);
        modelBuilder.Entity<DoorCode>().HasIndex(c => c.MeetingId);
        modelBuilder.Entity<Staff>().HasIndex(s => s.Name).IsUnique();
        modelBuilder.Entity<ApiKey>().HasIndex(k => k.Prefix).IsUnique();
        modelBuilder.Entity<RememberedAnswer>().HasKey(r => new { r.ApiKeyId, r.Key });
        modelBuilder.Entity<AuditLine>().HasIndex(a => a.At);
        modelBuilder.Entity<Setting>().HasKey(s => s.Key);
        modelBuilder.Entity<JobRun>().HasIndex(r => new { r.Job, r.Id });
        modelBuilder.Entity<Incident>().HasIndex(i => i.Subject);
        // A column added later to rows that are there already has a default in its script; the model says the same.
        modelBuilder.Entity<Person>().Property(p => p.Kind).HasDefaultValueSql("'member'");
        modelBuilder.Entity<Occurrence>().Property(o => o.Secrecy).HasDefaultValueSql("'open'");
        modelBuilder.Entity<Meeting>().Property(m => m.Secrecy).HasDefaultValueSql("'open'");
        modelBuilder.Entity<Study>().HasIndex(s => s.BroadcastId).IsUnique();
        modelBuilder.Entity<NoteConsent>().HasKey(c => c.AssignmentId);
        modelBuilder.Entity<NoteConsent>().Property(c => c.AssignmentId).ValueGeneratedNever();
        modelBuilder.Entity<Meeting>().Property(m => m.Countdown).HasDefaultValue(false);
        Naming.Apply(modelBuilder, Database.IsSqlite());
    }
}
