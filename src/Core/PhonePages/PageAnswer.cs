namespace Luzhi.Core.PhonePages;

/// <summary>What can be tapped on the page of a meeting or a broadcast.</summary>
public enum PageTap { Attend, Leave, Ask, Read, Reply, Share, Keep }

/// <param name="Words">The reason of a leave, the question, the words that answer; empty where there are none.</param>
public sealed record PageAnswer(long AssignmentId, PageTap Tap, string Words);
