using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Luzhi.Core.Settings.Yaml;

/// <summary>Parses one file into nodes. Anchors, tags and several documents are refused: nobody needs them here, and they hide what is meant.</summary>
internal sealed class YamlTree
{
    private readonly string file;
    private readonly ICollection<SettingFault> faults;
    private readonly Parser parser;

    private YamlTree(string file, TextReader text, ICollection<SettingFault> faults)
    {
        this.file = file;
        this.faults = faults;
        parser = new Parser(text);
    }

    /// <returns>The file's top node; an empty map for an empty file; null when the file is not YAML (the fault says where).</returns>
    public static YamlNode? Parse(string file, TextReader text, ICollection<SettingFault> faults)
    {
        var tree = new YamlTree(file, text, faults);
        try
        {
            return tree.Document();
        }
        catch (YamlException broken)
        {
            faults.Add(new SettingFault(tree.Place(broken.Start), $"不是合法的 YAML：{broken.Message}"));
            return null;
        }
    }

    private YamlNode Document()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return new YamlMap(new YamlPlace(file, 1, 1), []);
        }

        parser.Consume<DocumentStart>();
        var top = Node();
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            Refuse(parser.Current!, "一个文件只能有一份文档，请去掉“---”");
        }

        return top is YamlScalar { IsNothing: true } ? new YamlMap(top.At, []) : top;
    }

    private YamlNode Node()
    {
        var next = parser.Consume<ParsingEvent>();
        if (next is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false } or AnchorAlias)
        {
            Refuse(next, "这里不支持锚点、引用和标签（&、*、!），请直接写出内容；文字以这些符号开头时请加引号");
        }

        return next switch
        {
            Scalar scalar => new YamlScalar(Place(next.Start), scalar.Value, scalar.Style != ScalarStyle.Plain) { IsBlock = scalar.Style == ScalarStyle.Literal },
            SequenceStart => List(Place(next.Start)),
            MappingStart => Map(Place(next.Start)),
            _ => new YamlScalar(Place(next.Start), "", false),
        };
    }

    private YamlList List(YamlPlace at)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node());
        }

        return new YamlList(at, items);
    }

    private YamlMap Map(YamlPlace at)
    {
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node();
            var value = Node();
            if (key is not YamlScalar { Text: var text })
            {
                faults.Add(new SettingFault(key.At, "键只能是一个词"));
            }
            else if (entries.Exists(e => YamlMap.SameKey(e.Key, text)))
            {
                faults.Add(new SettingFault(key.At, $"“{text}”写了两次"));
            }
            else
            {
                entries.Add(new YamlEntry(text, key.At, value));
            }
        }

        return new YamlMap(at, entries);
    }

    private void Refuse(ParsingEvent what, string why) => faults.Add(new SettingFault(Place(what.Start), why));

    private YamlPlace Place(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);
}
