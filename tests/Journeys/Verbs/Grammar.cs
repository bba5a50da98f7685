using Luzhi.Journeys.Reading;

namespace Luzhi.Journeys.Verbs;

/// <summary>The whole grammar as one list.</summary>
internal static class Grammar
{
    public static IReadOnlyList<Verb> All { get; } = [.. WorldVerbs.All, .. OfficeVerbs.All, .. DoorVerbs.All, .. StudyVerbs.All, .. DutyVerbs.All, .. TalkVerbs.All, .. PeopleVerbs.All, .. WebChatVerbs.All, .. PageVerbs.All, .. OwnDataVerbs.All];
}
