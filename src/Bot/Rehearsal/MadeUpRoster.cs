using System.Text;
using Luzhi.Core;

namespace Luzhi.Bot.Rehearsal;

/// <summary>A body that nobody is a member of, as a roster file: as many as asked for, in committees, groups, branches and places. One seed, one body.</summary>
internal static class MadeUpRoster
{
    private const string Families = "张王李赵陈杨刘黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎";
    private const string Given = "建国秀英志强晓燕文华明丽海波春梅国平玉兰立新红霞永生淑珍卫东雪松学军桂芳庆丰慧敏光荣思远静怡浩然";
    private static readonly string[] Committees = ["提案委", "经济委", "农业农村委", "人资环委", "教科卫体委", "社会法制委", "民族宗教委", "文化文史委"];
    private static readonly string[] Sectors = ["中共", "民革", "民盟", "民建", "工商联", "经济", "农业", "教育", "科技", "医药卫生", "文艺", "社会福利"];
    private static readonly string[] Places = ["城关街道", "东湖街道", "青山镇", "梅林镇", "石桥镇", "云溪乡"];
    private static readonly string[] Outside = ["民革党员", "民盟盟员", "民建会员", "无党派人士", "群众"];

    public static byte[] Write(int count, int seed)
    {
        var luck = Luck.Of(seed, 0);
        var text = new StringBuilder("姓名,手机,绑定码,政治面貌,界别,专委会,委员组,党支部,属地,职务,任期起\n");
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var committee = Committees[i % Committees.Length];
            var inside = luck.Hits(40);
            var cells = new[]
            {
                Name(luck, names), $"139{i:00000000}", Code(i), inside ? "中共党员" : luck.Pick(Outside), luck.Pick(Sectors), committee, $"第{1 + (i / Committees.Length % 4)}组",
                inside ? $"{committee}功能型党支部" : "", luck.Pick(Places), Offices(i, count), "2027-01-01",
            };
            text.AppendJoin(',', cells).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Who leads: a chairman, some vice-chairmen, a secretary-general, every sixth in the standing committee.</summary>
    private static string Offices(int place, int count) => place switch
    {
        0 => "委员;主席",
        _ when place <= Math.Clamp(count / 60, 1, 7) => "委员;常委;副主席",
        _ when place == Math.Clamp(count / 60, 1, 7) + 1 => "委员;常委;秘书长",
        _ => place % 6 == 0 ? "委员;常委" : "委员",
    };

    private static string Name(Chance luck, HashSet<string> taken)
    {
        while (true)
        {
            var name = $"{Families[luck.Below(Families.Length)]}{Given[luck.Below(Given.Length)]}{Given[luck.Below(Given.Length)]}";
            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    /// <summary>Six places of the alphabet of codes, none alike.</summary>
    private static string Code(int number)
    {
        const string letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
        var code = new char[6];
        for (var (i, left) = (0, number + 1_000_003); i < code.Length; i++, left /= letters.Length)
        {
            code[i] = letters[left % letters.Length];
        }

        return new string(code);
    }
}
