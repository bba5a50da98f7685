using Luzhi.Core.Duties;

namespace Luzhi.Bot.OfficeConsole;

/// <param name="Fixed">Shown, and sent again as it is.</param>
public sealed record SecrecyField(Secrecy Secrecy, bool Fixed = false);
