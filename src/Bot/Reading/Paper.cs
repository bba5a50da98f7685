using Luzhi.Core.Duties;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace Luzhi.Bot.Reading;

/// <summary>What is to be read, as a page shows it: light Markdown without any HTML of its own, and links that lead to the web and nowhere else.</summary>
/// <param name="Link">Where more of it is to be read; null where it is all here.</param>
public sealed record Paper(IHtmlContent Text, string? Link)
{
    private static readonly MarkdownPipeline Light = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UseSoftlineBreakAsHardlineBreak().Build();

    public static Paper Of(Study study) => new(Html(study.Text), study.Link);

    public static IHtmlContent Html(string written)
    {
        var document = Markdown.Parse(written, Light);
        foreach (var inline in document.Descendants<Inline>().ToList())
        {
            Tame(inline);
        }

        return new HtmlString(document.ToHtml(Light));
    }

    private static void Tame(Inline inline)
    {
        switch (inline)
        {
            // A picture from elsewhere would tell its server who reads: it becomes a link.
            case LinkInline link when IsWeb(link.Url):
                link.IsImage = false;
                link.GetAttributes().AddPropertyIfNotExist("rel", "noopener noreferrer");
                break;
            case LinkInline link:
                link.ReplaceBy(new LiteralInline(link.FirstChild is LiteralInline said ? said.Content.ToString() : ""), copyChildren: false);
                break;
            case AutolinkInline { IsEmail: false } auto when !IsWeb(auto.Url):
                auto.ReplaceBy(new LiteralInline(auto.Url));
                break;
        }
    }

    private static bool IsWeb(string? url) => url is not null && StudyPlan.IsWebAddress(url);
}
