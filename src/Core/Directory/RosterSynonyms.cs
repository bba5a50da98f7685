namespace Luzhi.Core.Directory;

/// <summary>What offices call the columns of a roster. Taken only while nothing in the file bears the column's own name, and always shown.</summary>
internal static class RosterSynonyms
{
    private static readonly Dictionary<RosterColumn, string[]> Of = new()
    {
        [RosterColumn.Name] = ["委员姓名", "姓名全称", "名字"],
        [RosterColumn.Phone] = ["手机号", "手机号码", "手机电话", "移动电话", "电话", "电话号码", "联系电话", "联系手机", "联系方式"],
        [RosterColumn.Code] = ["邀请码", "绑定编码"],
        [RosterColumn.Party] = ["党派", "所属党派", "政治身份", "党派团体"],
        [RosterColumn.Sectors] = ["所属界别", "委员界别", "界别名称"],
        [RosterColumn.Committee] = ["所属专委会", "所在专委会", "专门委员会", "所属专门委员会", "所在专门委员会", "专委"],
        [RosterColumn.MemberGroup] = ["所属委员组", "所在委员组", "委员小组", "所属委员小组", "活动组", "委员活动组", "组别"],
        [RosterColumn.Branch] = ["支部", "所属支部", "所在支部", "所属党支部", "所在党支部"],
        [RosterColumn.Locality] = ["所属乡镇", "所在乡镇", "乡镇", "乡镇街道", "镇街", "所属镇街", "所属地", "片区"],
        [RosterColumn.Roles] = ["政协职务", "委员职务", "政协内职务", "委员身份"],
        [RosterColumn.Since] = ["任期开始", "任职时间", "起任时间", "任期起始", "任委员时间", "任期起时间"],
    };

    private static readonly Dictionary<string, RosterColumn> All =
        Of.SelectMany(o => o.Value.Select(word => (word, o.Key))).ToDictionary(o => o.word, o => o.Key);

    public static RosterColumn? Find(string header) => All.TryGetValue(RosterColumns.Bare(header), out var column) ? column : null;
}
