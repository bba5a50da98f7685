using System.Globalization;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;

namespace Luzhi.Core.Conversations.Forms.Types;

/// <summary>Where: its name in words, or a place sent from the phone.</summary>
internal static class PlaceAnswer
{
    public static Reading Read(Said said) => said.Inbound.Kind == InboundKind.Location ? Sent(said)
        : TextAnswer.Within(said, PlaceIn(said.Plain) ?? said.Text, said.Question.Length.Or(2, 60));

    /// <summary>Its label is what people read; only without one the bare point is kept.</summary>
    public static Reading Sent(Said said)
    {
        var point = string.Create(CultureInfo.InvariantCulture, $"{said.Inbound.Latitude:0.######},{said.Inbound.Longitude:0.######}");
        return said.Text is { Length: > 0 } label ? Said.Take(label) : Said.Take(point, said.Words.Say("form.place", ("point", point)));
    }

    /// <summary>我们在光明社区 is 光明社区; a longer sentence stays as written.</summary>
    private static string? PlaceIn(string plain) => PlaceWords.Find(plain, []) is { } place && plain.Length <= place.Length + 6 ? place : null;
}
