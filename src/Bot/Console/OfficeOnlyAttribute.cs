using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Luzhi.Bot.OfficeConsole;

/// <summary>A page of the office: to a unit's secretary it is not there, whichever handler is asked.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfficeOnlyAttribute : Attribute, IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (SignedIn.From(context.HttpContext.User) is not { IsOffice: true })
        {
            context.Result = new NotFoundResult();
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
