using System.Text;
using System.Text.Json;
using Luzhi.Bot.Api;
using Luzhi.Core;
using Luzhi.Core.Settings;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;

namespace Luzhi.Bot.Front;

/// <summary>Where <see cref="SeenText"/> is held at the house's doors: pages lose what nobody sees, an address or a program's JSON that has it is refused.</summary>
internal static class SeenInput
{
    /// <summary>No address of ours holds a NUL; the database would answer it with a failure.</summary>
    public static void UseSeenInput(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.QueryString.Value!.Contains("%00", StringComparison.Ordinal) && !context.Request.Path.Value!.Contains('\0'))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    /// <summary>For the API, once it is known that the body is not too big.</summary>
    public static async Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.HasJsonContentType())
        {
            await next(context);
            return;
        }

        context.Request.EnableBuffering();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Request.Body.Position = 0;
        if (Hides(Utf8(body.GetBuffer().AsSpan(0, (int)body.Length), context.Request.GetTypedHeaders().ContentType?.Encoding)))
        {
            await Problems.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, context.RequestServices.GetRequiredService<Words>()["api.unseen"]);
            return;
        }

        await next(context);
    }

    /// <summary>As whoever reads it next will: in its own encoding, past the mark at its beginning.</summary>
    private static ReadOnlySpan<byte> Utf8(ReadOnlySpan<byte> body, Encoding? encoding)
    {
        var text = encoding is null or UTF8Encoding ? body : Encoding.UTF8.GetBytes(encoding.GetString(body));
        return text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
    }

    private static bool Hides(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && SeenText.Hides(reader.GetString()!))
                {
                    return true;
                }
            }

            return false;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false; // whoever reads it says what is wrong with it
        }
    }
}

/// <summary>Every text that a page takes, of whatever field.</summary>
internal sealed class SeenTextBinding : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.ModelType == typeof(string)
        && context.BindingInfo.BindingSource is null or { IsGreedy: false }
            ? new Binder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>())) : null;

    private sealed class Binder(IModelBinder written) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            await written.BindModelAsync(bindingContext);
            if (bindingContext.Result is { IsModelSet: true, Model: string text })
            {
                bindingContext.Result = ModelBindingResult.Success(SeenText.Of(text));
            }
        }
    }
}
