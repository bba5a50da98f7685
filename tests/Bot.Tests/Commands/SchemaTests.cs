using System.Text.Json.Nodes;
using Luzhi.Bot.Commands;
using Luzhi.Core.Conversations.Forms;
using Luzhi.Core.Settings;

namespace Luzhi.Bot.Tests.Commands;

public class SchemaTests
{
    private static readonly House House = House.Find(AppContext.BaseDirectory);

    [Fact]
    public void The_schemas_of_this_house_are_those_of_its_types()
    {
        foreach (var (file, text) in SchemaCommand.All)
        {
            File.ReadAllText(House.Path("config/schemas/" + file)).ShouldBe(text, "a key was added on purpose? Write it anew with `dotnet run --project src/Bot -- schema`");
        }
    }

    [Fact]
    public void An_editor_is_told_every_type_of_question_and_what_each_key_means()
    {
        var question = JsonNode.Parse(SchemaCommand.All[0].Text)!["definitions"]!["written_question"]!;

        question["properties"]!["type"]!["allOf"].ShouldBeNull();
        question["properties"]!["type"]!["enum"]!.AsArray().Select(t => t!.ToString()).ShouldBe(Enum.GetNames<QuestionType>().Select(t => t.ToLowerInvariant()));
        question["properties"]!["options"]!["items"]!["anyOf"]!.AsArray().Count.ShouldBe(2);
        question["required"]!.AsArray().Select(k => k!.ToString()).ShouldBe(["key", "type", "label", "ask"]);
        question["additionalProperties"]!.GetValue<bool>().ShouldBeFalse();
        question["properties"]!.AsObject().Where(p => p.Value!["description"] is null).ShouldBeEmpty();
    }

    [Fact]
    public void Every_shipped_form_names_its_schema_in_its_first_line() =>
        Directory.GetFiles(House.Path("config/forms"), "*.yaml").Where(f => File.ReadLines(f).First() != "# yaml-language-server: $schema=../schemas/form.schema.json").ShouldBeEmpty();
}
