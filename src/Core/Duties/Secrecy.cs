namespace Luzhi.Core.Duties;

/// <summary>
/// How secret a duty, a form or a paper is. Open: anything may be said in the chat. Internal: the chat says only that there is an item, its
/// content is on the addressee's own page. Offline: it never enters a message; only the date and "done" are kept.
/// </summary>
public enum Secrecy { Open, Internal, Offline }
