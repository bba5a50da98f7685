using Luzhi.Core.Conversations.Forms.Types;
using Luzhi.Core.Conversations.Language;
using Luzhi.Core.Messages;
using Luzhi.Core.Settings;

namespace Luzhi.Core.Conversations.Forms;

/// <summary>Reads a message as the answer to the question that is open. What is unclear is refused with what is expected, never guessed.</summary>
public sealed class AnswerReader(Words words)
{
    /// <param name="shown">The people or units that were just listed to choose from.</param>
    public Reading Read(Question question, Inbound inbound, Facts facts, IReadOnlyList<Named>? shown = null)
    {
        var text = inbound.Kind == InboundKind.Text;
        var said = new Said(question, inbound, text ? Plain.Of(inbound.Text) : "", facts, words);
        if (text && Skips(said.Plain) && Options.Exactly(question, said.Plain) is null)
        {
            return Skip(said);
        }

        return question.Type switch
        {
            QuestionType.Photo => SentAnswer.Photo(said),
            QuestionType.File => SentAnswer.File(said),
            QuestionType.Place when inbound.Kind == InboundKind.Location => PlaceAnswer.Sent(said),
            QuestionType.Text when inbound.Kind == InboundKind.Location => PlaceAnswer.Sent(said),
            _ when !text => said.Refuse("text"),
            QuestionType.Choice => ChoiceAnswer.Read(said),
            QuestionType.Many => ManyAnswer.Read(said),
            QuestionType.Number => NumberAnswer.Read(said),
            QuestionType.Rating => RatingAnswer.Read(said),
            QuestionType.Date => DateAnswer.Read(said),
            QuestionType.Time => TimeAnswer.Read(said),
            QuestionType.Place => PlaceAnswer.Read(said),
            QuestionType.Person or QuestionType.Unit => NameAnswer.Read(said, shown ?? []),
            QuestionType.Signature => SentAnswer.Signature(said),
            _ => TextAnswer.Read(said),
        };
    }

    /// <summary>Nothing to say, in the words people use for it.</summary>
    public static bool Skips(string plain) =>
        plain.Trim('.', '!') is "无" or "没有" or "没" or "跳过" or "不填" or "略" or "暂无" or "不用" or "没有了" or "没了" or "下一个" or "下一题" or "跳过吧" or "先跳过" or "不写" or "不用填" or "无照片" or "没有照片";

    /// <summary>没有 is none where a number may be 0.</summary>
    private static Reading Skip(Said said) => said.Question switch
    {
        { Optional: true } => new Reading.Skipped(),
        { Type: QuestionType.Number, Size.Least: 0 } => NumberAnswer.Within(said, 0, ""),
        { Type: QuestionType.File } => said.Refuse("file"),
        { Type: QuestionType.Signature } => said.Refuse("signature"),
        _ => said.Refuse("needed"),
    };
}
