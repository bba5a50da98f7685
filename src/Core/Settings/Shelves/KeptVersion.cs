namespace Luzhi.Core.Settings.Shelves;

/// <summary>A file as it once was in force. Never changed and never deleted: something may hang on it.</summary>
public sealed class KeptVersion
{
    /// <summary>The shelf's folder: forms, duties.</summary>
    public required string Shelf { get; set; }
    public required string Id { get; set; }
    public required string Version { get; set; }
    public required string Written { get; set; }
    public DateTimeOffset Since { get; set; }
}
