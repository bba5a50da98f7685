using System.Globalization;
using System.Security.Claims;
using Luzhi.Core.Office;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>Who sits at the console, as the cookie says it. Rights are asked here and nowhere else.</summary>
public sealed record SignedIn(long Id, string Name, StaffRole Role, long? UnitId, bool ApprovesLeave)
{
    private const string StaffId = "staff", RoleName = "role", Unit = "unit", Approves = "approves", StampName = "stamp";

    public bool IsOffice => Role == StaffRole.Office;

    public static SignedIn? From(ClaimsPrincipal user)
    {
        if (user.FindFirstValue(StaffId) is not { } id)
        {
            return null;
        }

        return new SignedIn(
            long.Parse(id, CultureInfo.InvariantCulture),
            user.Identity?.Name ?? "",
            Enum.Parse<StaffRole>(user.FindFirstValue(RoleName)!),
            user.FindFirstValue(Unit) is { } unit ? long.Parse(unit, CultureInfo.InvariantCulture) : null,
            user.HasClaim(Approves, "1"));
    }

    public static string? StampOf(ClaimsPrincipal user) => user.FindFirstValue(StampName);

    public static ClaimsPrincipal Principal(Staff staff)
    {
        var claims = new List<Claim>
        {
            new(StaffId, staff.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, staff.Name),
            new(RoleName, staff.Role.ToString()),
            new(StampName, staff.Stamp),
        };
        if (staff.UnitId is { } unit)
        {
            claims.Add(new Claim(Unit, unit.ToString(CultureInfo.InvariantCulture)));
        }

        if (staff.ApprovesLeave)
        {
            claims.Add(new Claim(Approves, "1"));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, ConsoleSetup.Scheme));
    }
}
