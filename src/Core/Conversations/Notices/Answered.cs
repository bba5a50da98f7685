namespace Luzhi.Core.Conversations.Notices;

/// <summary>What answering one notice comes to.</summary>
/// <param name="Change">What is committed; null where something must be asked first.</param>
/// <param name="Asking">What is asked now.</param>
public sealed record Answered(OpenItem Item, string Reply, Change? Change = null, Asking? Asking = null, Forms.FormStep? Form = null);
