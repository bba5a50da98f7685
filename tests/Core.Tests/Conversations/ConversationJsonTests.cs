using Luzhi.Core.Conversations;
using Luzhi.Core.Conversations.Forms;

namespace Luzhi.Core.Tests.Conversations;

public class ConversationJsonTests
{
    [Fact]
    public void A_conversation_comes_back_as_it_was_written()
    {
        var conversation = new Conversation
        {
            Form = new OpenForm
            {
                Form = "report",
                Answers = new Dictionary<string, Given> { ["count"] = new("3", "3户") },
                Said = ["昨天走访了3户"],
                Question = "place",
                At = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)),
            },
            Asking = new Asking(About.Reason, [7], "", new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero)),
            Answered = 7,
        };

        var json = ConversationJson.Write(conversation);

        ConversationJson.Write(ConversationJson.Read(json)).ShouldBe(json);
        json.ShouldContain("昨天走访了3户");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("[1]")]
    public void What_was_never_written_reads_as_a_fresh_conversation(string? json) =>
        ConversationJson.Read(json).ShouldBe(Conversation.Fresh);

    [Fact]
    public void A_part_of_another_version_is_dropped_and_the_rest_stays()
    {
        var read = ConversationJson.Read("""{"form":{"form":"report","stage":"asking","question":"place","colour":"red"},"asking":{"about":"something new"},"mood":1}""");

        read.Asking.ShouldBeNull();
        read.Form!.Question.ShouldBe("place");
    }
}
