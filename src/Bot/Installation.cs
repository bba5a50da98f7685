using System.Collections;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Duties.Files;
using Luzhi.Core.Settings;
using Luzhi.Core.Settings.Shelves;
using Luzhi.Core.Storage;
using Luzhi.Scheduler.Calendar;

namespace Luzhi.Bot;

/// <summary>What every command starts from: where the house stands, its settings and its words; the database once it is asked for.</summary>
internal sealed class Installation(House house, AllSettings settings, Words words, FormShelf forms, Database? database = null, DutyShelf? duties = null) : IDisposable
{
    private Database? database = database;

    public House House => house;

    public AllSettings Settings => settings;

    public Words Words => words;

    /// <summary>What is asked of members by chat: config/forms.</summary>
    public FormShelf Forms => forms;

    /// <summary>The institutions as data: config/duties.</summary>
    public DutyShelf Duties { get; } = duties ?? DutyShelf.Empty;

    public ShelfFolder<Duty> DutyFolder { get; } = DutyFiles.In(Path.Combine(house.Config, "duties"), () => [.. forms.All.Select(f => f.Id)]);

    public ShelfFolder<Form> FormFolder { get; } = FormReader.In(Path.Combine(house.Config, "forms"));

    /// <summary>The years' holidays and make-up days: config/calendar.</summary>
    public Shelf<HolidayYear> Holidays { get; } = new Shelf<HolidayYear>([]).Begun(HolidayReader.In(Path.Combine(house.Config, "calendar")).Read());

    public ShelfFolder<HolidayYear> HolidayFolder { get; } = HolidayReader.In(Path.Combine(house.Config, "calendar"));

    /// <summary>The body's civil time.</summary>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(settings.Organization.TimeZone);

    /// <summary>The same installation speaking as another account: the simulator's, where none is configured.</summary>
    public Installation With(AllSettings furnished) => new(house, furnished, words, forms, Database, Duties);

    public Database Database => database ??= new Database(settings.Storage);

    /// <exception cref="SettingsException">With every fault at once.</exception>
    /// <exception cref="DirectoryNotFoundException">No config/ anywhere upward.</exception>
    public static Installation Read()
    {
        var house = FindHouse();
        var settings = SettingsReader.Read(house, Variables());
        var forms = FormReader.ReadAll(Path.Combine(house.Config, "forms"));
        var duties = DutyFiles.ReadAll(Path.Combine(house.Config, "duties"), [.. forms.All.Select(f => f.Id)]);
        return new Installation(house, settings, Words.Load(Path.Combine(house.Config, $"words.{settings.Organization.Language}.yaml")), forms, duties: duties);
    }

    /// <summary>The database, brought up to date first: no command ever sees an older one. It knows the forms and duties that were in force before.</summary>
    public async Task<Database> OpenAsync(CancellationToken ct)
    {
        await new Migrator(Database).RunAsync(ct);
        await new VersionBook(Database, Wiring.Clock.Real).RecallAsync(FormFolder, forms, ct);
        await new VersionBook(Database, Wiring.Clock.Real).RecallAsync(DutyFolder, Duties, ct);
        return Database;
    }

    public void Dispose() => database?.Dispose();

    private static House FindHouse()
    {
        var named = Environment.GetEnvironmentVariable("Config__Directory");
        if (string.IsNullOrEmpty(named))
        {
            return House.Find(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        }

        var config = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named));
        return Directory.Exists(config)
            ? new House(Path.GetDirectoryName(config) ?? config, config)
            : throw new DirectoryNotFoundException($"Config__Directory 指向的目录不存在：{config}");
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
}
