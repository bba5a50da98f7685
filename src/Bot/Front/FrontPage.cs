using System.Net.Mime;
using System.Text;
using System.Text.Encodings.Web;
using Luzhi.Bot.Simulator;

namespace Luzhi.Bot.Front;

/// <summary>"/" says where to go.</summary>
internal static class FrontPage
{
    public static void MapFrontPage(this WebApplication app, Installation place, bool simulator)
    {
        app.MapGet("/", (TimeProvider clock) => Results.Content(
            Html(place.Settings.Organization.Name, ClockMark.Words(clock, place.Zone), Doors(simulator)), MediaTypeNames.Text.Html, Encoding.UTF8)).ExcludeFromDescription();
    }

    private static IEnumerable<(string Path, string Name, string For)> Doors(bool simulator) =>
    [
        .. simulator ? [("/simulator", "模拟手机", "不接微信，先在浏览器里试：几部手机并排，收通知、答复、汇报")] : Array.Empty<(string, string, string)>(),
        ("/console", "后台", "召集会议、查看答复、导入名册"),
        ("/openapi/v1.json", "接口说明", "给其他系统：OpenAPI 文档，接口在 /api/v1"),
        ("/health/ready", "运行状态", "数据库、定时、收发是否正常"),
    ];

    private static string Html(string name, string? clock, IEnumerable<(string Path, string Name, string For)> doors) => $$"""
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>履职 · {{HtmlEncoder.Default.Encode(name)}}</title>
        <style>
        body { font: 18px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1d2b36; background: #fbfaf7 }
        h1 { font-size: 1.6rem } ul { list-style: none; padding: 0 } li { margin: .8rem 0 }
        a { display: block; padding: .9rem 1.1rem; border: 1px solid #c9d3da; border-radius: .6rem; background: #fff; color: inherit; text-decoration: none }
        a:hover, a:focus { border-color: #0b6e4f; outline: 2px solid #0b6e4f22 } b { color: #0b6e4f } span { display: block; color: #4a5a66; font-size: .95rem }
        </style>
        </head>
        <body>
        <h1>履职 · {{HtmlEncoder.Default.Encode(name)}}</h1>
        <p>会议、通知与履职，都在委员已经在用的聊天窗口里。</p>
        {{(clock is null ? "" : $"<p role=\"status\">{clock}</p>")}}
        <ul>
        {{string.Join('\n', doors.Select(d => $"<li><a href=\"{d.Path}\"><b>{d.Name}</b><span>{d.For}</span></a></li>"))}}
        </ul>
        </body>
        </html>
        """;
}
