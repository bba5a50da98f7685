using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Luzhi.Core.Messages;
using Microsoft.Win32.SafeHandles;

namespace Luzhi.Core.Storage;

/// <summary>
/// One append-only file of the spool, locked by the process that has it open. A record is its length, a nonce, a tag and the sealed push; the
/// record that a crash cut off was promised to nobody, and reading ends before it.
/// </summary>
internal sealed class SpoolFile : IDisposable
{
    public const string Ending = ".spool";

    private const int Length = sizeof(int);
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Head = Length + Nonce + Tag;

    private readonly SafeFileHandle handle;
    private readonly string path;

    private SpoolFile(string path, SafeFileHandle handle) => (this.path, this.handle) = (path, handle);

    public long Size { get; private set; }

    /// <summary>How many of its pushes are not in the ledger yet.</summary>
    public int Live { get; set; }

    /// <summary>Takes more. One that another process left does not, nor one in which a write broke off.</summary>
    public bool Open { get; private set; }

    /// <summary>Something in it cannot be read with our key: it is never deleted.</summary>
    public bool Foreign { get; private set; }

    public bool Finished => Live == 0 && !Foreign;

    public static SpoolFile Make(string path) => new(path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None)) { Open = true };

    /// <returns>null while another process of this machine has it.</returns>
    public static SpoolFile? Take(string path)
    {
        try
        {
            return new SpoolFile(path, File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static byte[] Seal(Inbound inbound, byte[] key, Chance chance)
    {
        var open = JsonSerializer.SerializeToUtf8Bytes(inbound);
        var record = new byte[Head + open.Length];
        BinaryPrimitives.WriteInt32BigEndian(record, Nonce + Tag + open.Length);
        chance.Fill(record.AsSpan(Length, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(record.AsSpan(Length, Nonce), open, record.AsSpan(Head), record.AsSpan(Length + Nonce, Tag));
        return record;
    }

    /// <summary>On the disk when it returns, not only on its way there.</summary>
    public void Append(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        Open = false;
        RandomAccess.Write(handle, records, Size);
        RandomAccess.FlushToDisk(handle);
        Size += records.Sum(record => (long)record.Length);
        Open = true;
    }

    public IReadOnlyList<(Inbound Inbound, int Bytes)> ReadAll(byte[] key)
    {
        var bytes = new byte[RandomAccess.GetLength(handle)];
        RandomAccess.Read(handle, bytes, 0);
        Size = bytes.Length;
        var pushes = new List<(Inbound, int)>();
        using var aes = new AesGcm(key, Tag);
        for (var at = 0; Whole(bytes.AsSpan(at)) is { } size; at += size)
        {
            if (Unseal(aes, bytes.AsSpan(at, size)) is { } push)
            {
                pushes.Add((push, size));
            }
            else
            {
                Foreign = true;
            }
        }

        return pushes;
    }

    /// <summary>Deleted while it is still locked, so that nobody takes it up in between.</summary>
    public void Delete()
    {
        File.Delete(path);
        Dispose();
    }

    public void Dispose() => handle.Dispose();

    /// <returns>How long the record is that begins here; null where there is no whole one.</returns>
    private static int? Whole(ReadOnlySpan<byte> rest) =>
        rest.Length >= Head && BinaryPrimitives.ReadInt32BigEndian(rest) is >= Nonce + Tag and var length && length <= rest.Length - Length ? Length + length : null;

    private static Inbound? Unseal(AesGcm aes, ReadOnlySpan<byte> record)
    {
        try
        {
            var open = new byte[record.Length - Head];
            aes.Decrypt(record.Slice(Length, Nonce), record[Head..], record.Slice(Length + Nonce, Tag), open);
            return JsonSerializer.Deserialize<Inbound>(open);
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
